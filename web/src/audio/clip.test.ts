import { expect, it } from "vitest";
import { Clip } from "./clip";

it("brings a tone to 16 kHz PCM without changing its length or its level", () => {
  const rate = 48_000;
  const clip = new Clip(rate);
  const tone = Float32Array.from({ length: rate }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 440 * n) / rate));
  for (let at = 0; at < tone.length; at += 128) clip.push(tone.subarray(at, at + 128));
  expect(clip.seconds).toBeCloseTo(1, 1);
  const samples = new Int16Array(clip.bytes());
  expect(samples.length).toBeGreaterThanOrEqual(16_000);
  expect(samples.length).toBeLessThan(17_000);
  expect(Math.max(...samples)).toBeCloseTo(0.5 * 32_767, -3);
});
