import { describe, expect, it } from "vitest";
import { KEPT_SECONDS, Resend } from "./resend";

const frame = (sequence: number) => ({ sequence, bytes: new ArrayBuffer(0) });

function keeping(count: number): Resend {
  const resend = new Resend();
  for (let sequence = 0; sequence < count; sequence += 1) resend.keep(frame(sequence));
  return resend;
}

describe("Resend", () => {
  it("gives back everything when the server stored nothing", () => {
    expect(
      keeping(3)
        .missing(null)
        .map((kept) => kept.sequence),
    ).toEqual([0, 1, 2]);
  });

  it("gives back, in order, only what comes after the last stored frame", () => {
    expect(
      keeping(5)
        .missing(2)
        .map((kept) => kept.sequence),
    ).toEqual([3, 4]);
  });

  it("forgets what is acknowledged", () => {
    const resend = keeping(5);
    resend.acknowledge(3);
    expect(resend.length).toBe(1);
    resend.acknowledge(9);
    expect(resend.length).toBe(0);
  });

  it("keeps 30 seconds, the newest", () => {
    const kept = keeping(2_000).missing(null);
    expect(kept.length * 0.04).toBeCloseTo(KEPT_SECONDS);
    expect(kept.at(-1)?.sequence).toBe(1_999);
  });

  it("still holds the frames after they were sent again, until they are acknowledged", () => {
    const resend = keeping(2);
    resend.missing(null);
    expect(resend.missing(null)).toHaveLength(2);
  });
});
