/**
 * A streaming resampler: polyphase windowed sinc (Kaiser), exact for any pair of whole sample rates.
 *
 * The filter passes 84 % of the lower Nyquist band and is at least 75 dB down above that band's edge.
 */

/** Zero crossings of the sinc on each side; more make a steeper filter. */
const ZERO_CROSSINGS = 32;
/** Where the filter is half way down, as a share of the lower Nyquist frequency. */
const ROLLOFF = 0.92;
/** Kaiser window: about 80 dB of stop-band attenuation (Oppenheim & Schafer, 7.5). */
const BETA = 7.86;

/** The modified Bessel function of the first kind, order zero. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** One set of taps for each of the `up` positions an output sample can have between two input samples. */
function makePhases(up: number, ratio: number, half: number): Float32Array[] {
  const cutoff = ROLLOFF * Math.min(1, ratio);
  const edge = bessel0(BETA);
  return Array.from({ length: up }, (_, phase) => {
    const taps = new Float32Array(2 * half);
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) {
      const x = tap - (half - 1) - phase / up;
      const inside = 1 - (x / half) ** 2;
      const weight = inside <= 0 ? 0 : bessel0(BETA * Math.sqrt(inside)) / edge;
      const value = cutoff * sinc(cutoff * x) * weight;
      taps[tap] = value;
      sum += value;
    }
    // Each phase passes a constant unchanged.
    return taps.map((value) => value / sum);
  });
}

export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  readonly #phases: readonly Float32Array[];
  /** Input not yet used up; begins with silence so that the first output is aligned with the first input. */
  #input: Float32Array;
  /** Where the next output lies, in `1 / up` input samples from the centre of the first possible one. */
  #position = 0;

  /** @throws RangeError when a rate is not a whole positive number of Hz. */
  constructor(fromRate: number, toRate: number) {
    for (const rate of [fromRate, toRate]) {
      if (!Number.isInteger(rate) || rate <= 0) {
        throw new RangeError(`a sample rate is a whole number of Hz above 0; got ${rate}`);
      }
    }
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.#up = toRate / divisor;
    this.#down = fromRate / divisor;
    this.#half = Math.ceil((ZERO_CROSSINGS * Math.max(fromRate, toRate)) / toRate);
    this.#phases = fromRate === toRate ? [] : makePhases(this.#up, toRate / fromRate, this.#half);
    this.#input = new Float32Array(this.#half - 1);
  }

  /** Input samples the output lags behind. */
  get delay(): number {
    return this.#phases.length === 0 ? 0 : this.#half;
  }

  /** The output that these further samples make possible. */
  process(samples: Float32Array): Float32Array {
    if (this.#phases.length === 0) return samples;
    const input = new Float32Array(this.#input.length + samples.length);
    input.set(this.#input);
    input.set(samples, this.#input.length);
    const length = 2 * this.#half;
    const reach = (input.length - length + 1) * this.#up - 1 - this.#position;
    const output = new Float32Array(reach < 0 ? 0 : Math.floor(reach / this.#down) + 1);
    for (let index = 0; index < output.length; index += 1) {
      const start = Math.floor(this.#position / this.#up);
      output[index] = this.#dot(input, start, this.#position % this.#up);
      this.#position += this.#down;
    }
    const used = Math.min(Math.floor(this.#position / this.#up), input.length);
    this.#position -= used * this.#up;
    this.#input = input.slice(used);
    return output;
  }

  /** The last samples, drawn out by as much silence as the filter is long. */
  flush(): Float32Array {
    return this.process(new Float32Array(this.delay));
  }

  #dot(input: Float32Array, start: number, phase: number): number {
    const taps = this.#phases[phase] ?? new Float32Array();
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) sum += (taps[tap] ?? 0) * (input[start + tap] ?? 0);
    return sum;
  }
}
