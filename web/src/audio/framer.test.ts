import { describe, expect, it } from "vitest";
import { FRAME_SAMPLES, Framer, toPcm16 } from "./framer";

describe("Framer", () => {
  it("fills a frame of 40 ms before it gives one out", () => {
    const framer = new Framer();
    expect(framer.push(new Float32Array(FRAME_SAMPLES - 1))).toHaveLength(0);
    expect(framer.push(new Float32Array(1))).toHaveLength(1);
  });

  it("numbers frames in order, little-endian, however the samples arrive", () => {
    const framer = new Framer(258);
    const frames = framer.push(new Float32Array(3 * FRAME_SAMPLES + 5));
    expect(frames.map((frame) => frame.sequence)).toEqual([258, 259, 260]);
    expect([...new Uint8Array(frames[0]?.bytes ?? new ArrayBuffer(0), 0, 4)]).toEqual([2, 1, 0, 0]);
    expect(framer.next).toBe(261);
  });

  it("writes signed 16-bit little-endian samples after the number", () => {
    const samples = new Float32Array(FRAME_SAMPLES);
    samples.set([1, -1, 0.5]);
    const [frame] = new Framer().push(samples);
    const view = new DataView(frame?.bytes ?? new ArrayBuffer(0));
    expect(view.byteLength).toBe(4 + 2 * FRAME_SAMPLES);
    expect([view.getInt16(4, true), view.getInt16(6, true), view.getInt16(8, true)]).toEqual([
      32_767, -32_767, 16_384,
    ]);
  });

  it("clips what is too loud instead of wrapping round", () => {
    expect(toPcm16(3)).toBe(32_767);
    expect(toPcm16(-3)).toBe(-32_767);
  });

  it("drops a half-filled frame when it is told to number anew", () => {
    const framer = new Framer();
    framer.push(new Float32Array(600).fill(1));
    framer.startAt(41);
    const [frame] = framer.push(new Float32Array(FRAME_SAMPLES));
    expect(frame?.sequence).toBe(41);
    expect(new DataView(frame?.bytes ?? new ArrayBuffer(0)).getInt16(4, true)).toBe(0);
  });
});
