import { describe, expect, it } from "vitest";
import { clock, initials, percent, titled } from "./format";

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

describe("small words", () => {
  it("turns ids, names and shares into what people read", () => {
    expect(titled("tech-deep-dive")).toBe("Tech deep dive");
    expect(initials("Maya Lindqvist")).toBe("ML");
    expect(initials("Maya")).toBe("M");
    expect(percent(0.625)).toBe("63 %");
  });
});
