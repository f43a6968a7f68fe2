/** A short recording kept in memory: what the sound check plays back. */
export class Take {
  readonly #samples: Float32Array;
  #filled = 0;

  constructor(rate: number, seconds: number) {
    this.#samples = new Float32Array(Math.round(rate * seconds));
  }

  get full(): boolean {
    return this.#filled === this.#samples.length;
  }

  get samples(): Float32Array {
    return this.#samples.subarray(0, this.#filled);
  }

  /** Add a block; what goes beyond the end is left off. */
  push(block: Float32Array): void {
    const part = block.subarray(0, this.#samples.length - this.#filled);
    this.#samples.set(part, this.#filled);
    this.#filled += part.length;
  }
}
