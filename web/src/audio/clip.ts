/** A clip for the recogniser: what a microphone gave, as PCM16 at the rate of speech. */

import { SPEECH_RATE, toPcm16 } from "./framer";
import { Resampler } from "./resampler";

export class Clip {
  readonly #resampler: Resampler;
  readonly #blocks: Float32Array[] = [];

  constructor(rate: number) {
    this.#resampler = new Resampler(rate, SPEECH_RATE);
  }

  get seconds(): number {
    return this.#blocks.reduce((sum, block) => sum + block.length, 0) / SPEECH_RATE;
  }

  push(block: Float32Array): void {
    this.#blocks.push(this.#resampler.process(block));
  }

  /** All of it, little-endian. Nothing may be pushed afterwards. */
  bytes(): ArrayBuffer {
    this.#blocks.push(this.#resampler.flush());
    const bytes = new ArrayBuffer(2 * this.#blocks.reduce((sum, block) => sum + block.length, 0));
    const view = new DataView(bytes);
    let at = 0;
    for (const block of this.#blocks) {
      for (const sample of block) {
        view.setInt16(at, toPcm16(sample), true);
        at += 2;
      }
    }
    return bytes;
  }
}
