/** Microphone samples into numbered frames: `<u32 sequence>` then PCM16 mono, all little-endian. */

/** Hz of everything the microphone sends. */
export const SPEECH_RATE = 16_000;
/** Samples in one frame: 40 ms. */
export const FRAME_SAMPLES = 640;
export const FRAME_SECONDS = FRAME_SAMPLES / SPEECH_RATE;
const HEADER_BYTES = 4;

export interface Frame {
  readonly sequence: number;
  readonly bytes: ArrayBuffer;
}

/** A sample of -1 to 1 as a signed 16-bit whole number. */
export function toPcm16(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
}

export class Framer {
  readonly #pending = new Float32Array(FRAME_SAMPLES);
  #filled = 0;
  #next: number;

  constructor(first = 0) {
    this.#next = first;
  }

  /** The number the next frame will carry. */
  get next(): number {
    return this.#next;
  }

  /** Number frames from here on; what is half full is dropped. */
  startAt(sequence: number): void {
    this.#next = sequence;
    this.#filled = 0;
  }

  /** The frames that these further samples fill. */
  push(samples: Float32Array): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < samples.length) {
      const part = samples.subarray(at, at + FRAME_SAMPLES - this.#filled);
      this.#pending.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === FRAME_SAMPLES) frames.push(this.#frame());
    }
    return frames;
  }

  #frame(): Frame {
    const bytes = new ArrayBuffer(HEADER_BYTES + 2 * FRAME_SAMPLES);
    const view = new DataView(bytes);
    view.setUint32(0, this.#next, true);
    this.#pending.forEach((sample, index) => {
      view.setInt16(HEADER_BYTES + 2 * index, toPcm16(sample), true);
    });
    const sequence = this.#next;
    this.#next = (this.#next + 1) >>> 0;
    this.#filled = 0;
    return { sequence, bytes };
  }
}
