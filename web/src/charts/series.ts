/** Colours of the series, from the stylesheet, so that they follow the colour scheme. */
export const SERIES = [1, 2, 3, 4, 5, 6].map((n) => `var(--series-${n})`);
export const GRID = "var(--line)";
export const INK = "var(--ink-soft)";
/** Tells lines apart without their colour. */
export const DASHES = ["0", "7 4", "2 3", "10 3 2 3", "5 5", "1 4"];
/** Scores run from 1 to 4. */
export const SCORES: readonly [number, number] = [1, 4];
export const SCORE_TICKS = [1, 2, 3, 4];

export function seriesColour(index: number): string {
  return SERIES[index % SERIES.length] ?? "currentColor";
}

export function dash(index: number): string {
  return DASHES[index % DASHES.length] ?? "0";
}
