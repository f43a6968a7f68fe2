/** A ring of samples that grows when it must: a voice that was sent is never dropped. */

export class Ring {
  #samples: Float32Array;
  #start = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Float32Array(Math.max(1, capacity));
  }

  get length(): number {
    return this.#length;
  }

  /** Put samples at the end. */
  write(samples: Float32Array): void {
    if (this.#length + samples.length > this.#samples.length) this.#grow(this.#length + samples.length);
    const end = (this.#start + this.#length) % this.#samples.length;
    const head = samples.subarray(0, this.#samples.length - end);
    this.#samples.set(head, end);
    this.#samples.set(samples.subarray(head.length), 0);
    this.#length += samples.length;
  }

  /** Take samples from the front into `out` and say how many there were. */
  read(out: Float32Array): number {
    const count = this.peek(out);
    this.#start = (this.#start + count) % this.#samples.length;
    this.#length -= count;
    return count;
  }

  /** Copy samples from the front into `out`, leave them, and say how many there were. */
  peek(out: Float32Array): number {
    const count = Math.min(out.length, this.#length);
    const head = this.#samples.subarray(this.#start, Math.min(this.#start + count, this.#samples.length));
    out.set(head);
    out.set(this.#samples.subarray(0, count - head.length), head.length);
    return count;
  }

  clear(): void {
    this.#start = 0;
    this.#length = 0;
  }

  #grow(needed: number): void {
    const samples = new Float32Array(Math.max(needed, 2 * this.#samples.length));
    this.peek(samples.subarray(0, this.#length));
    this.#samples = samples;
    this.#start = 0;
  }
}
