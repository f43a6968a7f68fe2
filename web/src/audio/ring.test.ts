import { describe, expect, it } from "vitest";
import { Ring } from "./ring";

const counting = (from: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, n) => from + n);

function take(ring: Ring, count: number): number[] {
  const out = new Float32Array(count);
  return [...out.subarray(0, ring.read(out))];
}

describe("Ring", () => {
  it("gives samples back in the order they came, across its seam", () => {
    const ring = new Ring(8);
    ring.write(counting(0, 6));
    expect(take(ring, 5)).toEqual([0, 1, 2, 3, 4]);
    ring.write(counting(6, 6));
    expect(ring.length).toBe(7);
    expect(take(ring, 9)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });

  it("gives what it has when asked for more, and leaves the rest of the block alone", () => {
    const ring = new Ring(4);
    ring.write(counting(1, 2));
    const out = new Float32Array(4).fill(9);
    expect(ring.read(out)).toBe(2);
    expect([...out]).toEqual([1, 2, 9, 9]);
  });

  it("grows rather than loses samples", () => {
    const ring = new Ring(4);
    ring.write(counting(0, 3));
    take(ring, 2);
    ring.write(counting(3, 50));
    expect(take(ring, 100)).toEqual([...counting(2, 51)]);
  });

  it("peeks without taking", () => {
    const ring = new Ring(4);
    ring.write(counting(0, 3));
    expect(ring.peek(new Float32Array(2))).toBe(2);
    expect(ring.length).toBe(3);
  });

  it("is empty after it is cleared", () => {
    const ring = new Ring(4);
    ring.write(counting(0, 3));
    ring.clear();
    expect(take(ring, 3)).toEqual([]);
  });
});
