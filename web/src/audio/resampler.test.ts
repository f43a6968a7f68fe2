import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler";

function tone(hertz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, n) =>
    Math.sin((2 * Math.PI * hertz * n) / rate),
  );
}

function resample(samples: Float32Array, from: number, to: number, block: number): Float32Array {
  const resampler = new Resampler(from, to);
  const parts: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += block) {
    parts.push(resampler.process(samples.slice(at, at + block)));
  }
  parts.push(resampler.flush());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Root mean square away from the ends, where there is no signal before or after. */
function level(samples: Float32Array): number {
  const middle = samples.slice(Math.floor(samples.length * 0.2), Math.floor(samples.length * 0.8));
  return Math.sqrt(middle.reduce((sum, x) => sum + x * x, 0) / middle.length);
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio);

describe("Resampler", () => {
  for (const from of [48_000, 44_100, 96_000, 32_000, 22_050, 8_000]) {
    it(`brings ${from} Hz to 16 kHz with an error below -60 dB`, () => {
      for (const hertz of [100, 1_000, 3_300]) {
        const got = resample(tone(hertz, from, 0.5), from, 16_000, 128);
        const want = tone(hertz, 16_000, 0.5).slice(0, got.length);
        const error = level(got.map((x, n) => x - (want[n] ?? 0)));
        expect(decibels(error / level(want))).toBeLessThan(-60);
      }
    });
  }

  for (const to of [48_000, 44_100]) {
    it(`brings a voice of 22,050 Hz to a context of ${to} Hz with an error below -60 dB`, () => {
      for (const hertz of [200, 2_000, 8_000]) {
        const got = resample(tone(hertz, 22_050, 0.5), 22_050, to, 500);
        const want = tone(hertz, to, 0.5).slice(0, got.length);
        const error = level(got.map((x, n) => x - (want[n] ?? 0)));
        expect(decibels(error / level(want))).toBeLessThan(-60);
      }
    });
  }

  it("lets nothing above the new Nyquist frequency fold back", () => {
    for (const hertz of [8_100, 9_500, 12_000, 20_000]) {
      expect(decibels(level(resample(tone(hertz, 48_000, 0.5), 48_000, 16_000, 128)))).toBeLessThan(-60);
    }
  });

  it("gives the same samples however the stream is cut", () => {
    const samples = tone(440, 44_100, 0.2);
    const whole = resample(samples, 44_100, 16_000, samples.length);
    expect(resample(samples, 44_100, 16_000, 1)).toEqual(whole);
    expect(resample(samples, 44_100, 16_000, 333)).toEqual(whole);
  });

  it("keeps time: a second in is a second out, to the sample", () => {
    for (const [from, to] of [
      [48_000, 16_000],
      [44_100, 16_000],
      [22_050, 48_000],
    ] as const) {
      const got = resample(new Float32Array(from), from, to, 128);
      expect(Math.abs(got.length - to)).toBeLessThanOrEqual(1);
    }
  });

  it("hands equal rates through untouched", () => {
    const samples = tone(440, 16_000, 0.01);
    expect(new Resampler(16_000, 16_000).process(samples)).toBe(samples);
  });

  it("refuses a rate that is no whole number of Hz", () => {
    expect(() => new Resampler(0, 16_000)).toThrow(RangeError);
    expect(() => new Resampler(48_000, 16_000.5)).toThrow(/whole number of Hz/);
  });
});
