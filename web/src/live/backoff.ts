/** How long to wait before trying to connect again. */

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * Exponential with jitter: between half and all of 0.5 s, 1 s, 2 s, ... up to 10 s.
 *
 * @param attempt 0 for the first try after a loss.
 * @param chance a number from 0 to 1, so that many pages do not come back in step.
 */
export function backoffMs(attempt: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return whole * (0.5 + 0.5 * chance);
}
