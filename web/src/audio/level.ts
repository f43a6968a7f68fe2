/** How loud the microphone is, and whether anything comes from it at all. */

/** Below this a room with a working microphone never falls; at it the meter is empty. */
const FLOOR_DB = -60;
/** Below this a microphone that was never heard is as good as dead. */
const DEAD_DB = -75;
/** Seconds of nothing at all before the candidate is told. */
export const DEAD_SECONDS = 8;
/** The same for a microphone that was heard before: some give pure silence whenever nobody speaks. */
export const DEAD_AGAIN_SECONDS = 30;

/** Root mean square of samples, in dB below full scale; -Infinity for digital silence. */
export function decibels(samples: Float32Array): number {
  if (samples.length === 0) return -Infinity;
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return 10 * Math.log10(power);
}

/** Where the meter stands, 0 to 1. */
export function meterPosition(db: number): number {
  return Math.max(0, Math.min(1, 1 - db / FLOOR_DB));
}

/** Watches for a microphone that gives nothing. */
export class DeadInput {
  #seconds = 0;
  #proven = false;

  /** Add a block of this loudness and length; true while nothing has come for too long. */
  hear(db: number, seconds: number): boolean {
    const dead = this.#proven ? db === -Infinity : db < DEAD_DB;
    if (db > FLOOR_DB) this.#proven = true;
    this.#seconds = dead ? this.#seconds + seconds : 0;
    return this.#seconds >= (this.#proven ? DEAD_AGAIN_SECONDS : DEAD_SECONDS);
  }

  /** Begin to count anew. */
  reset(): void {
    this.#seconds = 0;
  }

  /** Another microphone: nothing is known of it yet. */
  replace(): void {
    this.#seconds = 0;
    this.#proven = false;
  }
}
