import { describe, expect, it } from "vitest";
import { Take } from "./take";

describe("Take", () => {
  it("is full after its seconds and keeps nothing beyond them", () => {
    const take = new Take(10, 1);
    take.push(new Float32Array(6).fill(1));
    expect(take.full).toBe(false);
    expect(take.samples).toHaveLength(6);
    take.push(new Float32Array(6).fill(2));
    expect(take.full).toBe(true);
    expect([...take.samples]).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
  });
});
