import { describe, expect, it } from "vitest";
import { DEAD_AGAIN_SECONDS, DEAD_SECONDS, DeadInput, decibels, meterPosition } from "./level";

describe("decibels", () => {
  it("is 0 for full scale, -20 for a tenth of it, and minus infinity for nothing", () => {
    expect(decibels(new Float32Array(10).fill(1))).toBeCloseTo(0);
    expect(decibels(new Float32Array(10).fill(0.1))).toBeCloseTo(-20);
    expect(decibels(new Float32Array(10))).toBe(-Infinity);
    expect(decibels(new Float32Array())).toBe(-Infinity);
  });
});

describe("meterPosition", () => {
  it("runs from empty at -60 dB to full at 0 dB and never leaves its scale", () => {
    expect([-Infinity, -90, -60, -30, 0, 6].map(meterPosition)).toEqual([0, 0, 0, 0.5, 1, 1]);
  });
});

describe("DeadInput", () => {
  it("speaks up only after nothing has come for some seconds", () => {
    const input = new DeadInput();
    expect(input.hear(-Infinity, DEAD_SECONDS - 0.1)).toBe(false);
    expect(input.hear(-90, 0.2)).toBe(true);
  });

  it("takes a quiet room for a working microphone", () => {
    const input = new DeadInput();
    expect(input.hear(-65, 60)).toBe(false);
  });

  it("is satisfied by the first sound", () => {
    const input = new DeadInput();
    input.hear(-Infinity, 60);
    expect(input.hear(-40, 0.02)).toBe(false);
    expect(input.hear(-Infinity, 1)).toBe(false);
  });

  it("has more patience with a microphone that was heard before, for some are silent between words", () => {
    const input = new DeadInput();
    input.hear(-30, 0.02);
    expect(input.hear(-Infinity, DEAD_AGAIN_SECONDS - 1)).toBe(false);
    expect(input.hear(-Infinity, 2)).toBe(true);
    input.replace();
    expect(input.hear(-Infinity, DEAD_SECONDS + 1)).toBe(true);
  });
});
