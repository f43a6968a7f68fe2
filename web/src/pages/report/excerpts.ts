/** Words of a turn shown beside something else. Pure. */

import type { Quote, Transcript, Turn } from "../../wire";

const STOPS = ".!?…";
/** So many words of an answer are read at a glance. */
const SHOWN_WORDS = 28;

/** A quote's words, with dots where it begins or ends within a sentence. */
export function quoted(quote: Quote, transcript: Transcript): string {
  const said = transcript.turns.find((turn) => turn.id === quote.turn)?.text;
  if (said === undefined) return quote.text;
  const before = said.slice(0, quote.start).trimEnd();
  const after = said.slice(quote.end).trim();
  const opens = before === "" || STOPS.includes(before.at(-1) ?? "") ? "" : "… ";
  const closes = after === "" || STOPS.includes(quote.text.trimEnd().at(-1) ?? "") ? "" : " …";
  return `${opens}${quote.text}${closes}`;
}

/** How a turn begins. */
export function opening(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  return words.length <= SHOWN_WORDS ? words.join(" ") : `${words.slice(0, SHOWN_WORDS).join(" ")} …`;
}

/** When the words at an offset were said, had the turn been spoken evenly; seconds of interview time. */
export function secondsAt(turn: Turn, offset: number): number {
  const share = offset / Math.max(turn.text.length, 1);
  return turn.start_s + Math.max(turn.end_s - turn.start_s, 0) * share;
}
