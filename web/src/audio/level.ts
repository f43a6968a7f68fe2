/** How loud the microphone is, and whether anything comes from it at all. */

/** Below this a room with a working microphone never falls; at it the meter is empty. */
const FLOOR_DB = -60;
/** Below this the microphone is as good as dead: no analogue input is so quiet. */
const DEAD_DB = -75;
/** Seconds of dead input before the candidate is told. */
export const DEAD_SECONDS = 6;

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

  /** Add a block of this loudness and length; true while nothing has come for too long. */
  hear(db: number, seconds: number): boolean {
    this.#seconds = db < DEAD_DB ? this.#seconds + seconds : 0;
    return this.#seconds >= DEAD_SECONDS;
  }

  reset(): void {
    this.#seconds = 0;
  }
}
