/** The candidate's own problem as it is typed: a title, a statement, and facts line by line. */

import type { OwnFactInput, OwnProblemInput } from "../../wire";

/** As the service allows. */
export const OWN_LIMITS = { title: 120, statement: 600, facts: 40, question: 300, answer: 600 } as const;
/** Room for some forty lines; single lines have a limit of their own. */
export const MAX_FACTS_CHARS = 12_000;

export interface OwnDraft {
  readonly title: string;
  readonly statement: string;
  /** A fact on each line: "How many users? Two million.", or only what holds. */
  readonly facts: string;
}

export const NOTHING_WRITTEN: OwnDraft = { title: "", statement: "", facts: "" };

/** "Q:" and "A:", bullets and numbers, as people begin such lines. */
const LEAD = /^(?:[-*•–]\s+|\d{1,2}[.)]\s+)?(?:q(?:uestion)?\s*:\s*)?/i;
const ANSWER_LEAD = /^(?:[-–:]\s*)?(?:a(?:nswer)?\s*:\s*)?/i;

/** The facts, a line each. What stands before the last question mark of a line is what its rest answers. */
export function factsOf(lines: string): readonly OwnFactInput[] {
  return lines
    .split("\n")
    .map((line) => line.trim().replace(LEAD, ""))
    .filter((line) => line !== "")
    .map(factOf);
}

function factOf(line: string): OwnFactInput {
  const mark = line.lastIndexOf("?") + 1;
  const question = line.slice(0, mark).trim();
  const answer = line.slice(mark).trim().replace(ANSWER_LEAD, "").trim();
  return question === "" || answer === "" ? { answer: line } : { question, answer };
}

export type OwnFault = "title" | "statement" | "too-many" | "too-long";

/** What keeps the problem from being used; null when nothing does. */
export function faultOf(own: OwnDraft): OwnFault | null {
  if (own.title.trim() === "") return "title";
  if (own.statement.trim() === "") return "statement";
  const facts = factsOf(own.facts);
  if (facts.length > OWN_LIMITS.facts) return "too-many";
  const long = facts.some(
    ({ question = "", answer }) => question.length > OWN_LIMITS.question || answer.length > OWN_LIMITS.answer,
  );
  return long ? "too-long" : null;
}

export function ownProblemOf(own: OwnDraft): OwnProblemInput {
  return { title: own.title.trim(), statement: own.statement.trim(), facts: factsOf(own.facts) };
}
