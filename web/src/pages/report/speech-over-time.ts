/** How the talking went over an interview: equal stretches of it, each with the candidate's share and pace. */

import type { Turn } from "../../wire";

export interface Stretch {
  readonly startS: number;
  /** The candidate's share of all talking in the stretch, 0 to 1; null where nobody talked. */
  readonly talk: number | null;
  /** The candidate's words a minute while talking; null where too little was said to tell. */
  readonly pace: number | null;
}

const STRETCHES = 15;
/** Shorter stretches are mostly chance. */
const SHORTEST_S = 60;
/** With less talking than this a pace is chance, too. */
const ENOUGH_S = 5;

/** A turn's words and seconds are spread evenly over the stretches it covers. */
export function speechOverTime(turns: readonly Turn[]): readonly Stretch[] {
  const end = Math.max(0, ...turns.map((turn) => turn.end_s));
  const length = Math.max(SHORTEST_S, end / STRETCHES);
  return Array.from({ length: Math.ceil(end / length) }, (_, index) => {
    const startS = index * length;
    let [own, all, words] = [0, 0, 0];
    for (const turn of turns) {
      const within = Math.max(0, Math.min(turn.end_s, startS + length) - Math.max(turn.start_s, startS));
      all += within;
      if (turn.speaker !== "candidate" || within === 0) continue;
      own += within;
      words += wordCount(turn.text) * (within / (turn.end_s - turn.start_s));
    }
    return { startS, talk: all > 0 ? own / all : null, pace: own >= ENOUGH_S ? (words * 60) / own : null };
  });
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
