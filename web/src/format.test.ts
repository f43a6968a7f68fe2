import { describe, expect, it } from "vitest";
import { clock, initials, percent, quantity, titled } from "./format";

describe("clock", () => {
  it("shows minutes and seconds, and hours when there are any", () => {
    expect([0, 9.9, 65, 2_700, 3_661, -4].map(clock)).toEqual([
      "0:00",
      "0:09",
      "1:05",
      "45:00",
      "1:01:01",
      "0:00",
    ]);
  });
});

describe("quantity", () => {
  it("reads as people say it", () => {
    expect(quantity(5e13, "byte")).toBe("50 TB");
    expect(quantity(200_000, "1/day")).toBe("200,000 per day");
    expect(quantity(12_000_000, "1")).toBe("12 million");
    expect(quantity(2_500, "request/second")).toBe("2,500 requests per second");
    expect(quantity(0.2, "second")).toBe("0.2 seconds");
    expect(quantity(5e6, "byte/second")).toBe("5 MB per second");
    expect(quantity(500, "byte")).toBe("500 bytes");
    expect(quantity(5_000, "count/second", "positions")).toBe("5,000 positions per second");
    expect(quantity(1, "week")).toBe("1 week");
  });
});

describe("small words", () => {
  it("turns ids, names and shares into what people read", () => {
    expect(titled("tech-deep-dive")).toBe("Tech deep dive");
    expect(initials("Maya Lindqvist")).toBe("ML");
    expect(initials("Maya")).toBe("M");
    expect(percent(0.625)).toBe("63 %");
  });
});
