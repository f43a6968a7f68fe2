/** What was sent and not yet acknowledged: kept for 30 s, so that nothing said during a lost connection is lost. */

import { FRAME_SECONDS, type Frame } from "./framer";

/** Seconds of audio kept. */
export const KEPT_SECONDS = 30;
const KEPT_FRAMES = Math.ceil(KEPT_SECONDS / FRAME_SECONDS);

export class Resend {
  #frames: Frame[] = [];

  get length(): number {
    return this.#frames.length;
  }

  /** Keep a frame; the oldest goes when 30 s are full. */
  keep(frame: Frame): void {
    this.#frames.push(frame);
    if (this.#frames.length > KEPT_FRAMES) this.#frames.shift();
  }

  /** The server has stored everything up to this number. */
  acknowledge(sequence: number): void {
    const first = this.#frames.findIndex((frame) => frame.sequence > sequence);
    this.#frames = first === -1 ? [] : this.#frames.slice(first);
  }

  /** What the server lacks, in order, after it said what it stored last (null: nothing). */
  missing(lastStored: number | null): readonly Frame[] {
    if (lastStored !== null) this.acknowledge(lastStored);
    return [...this.#frames];
  }

  clear(): void {
    this.#frames = [];
  }
}
