/** What the candidate has chosen so far, and the interview it asks for. */

import { faultOf, NOTHING_WRITTEN, ownProblemOf, type OwnDraft, type OwnFault } from "./own-problem";
import type { Choice, LoopInfo, NewInterview, ProblemInfo } from "../../wire";

/** By microphone, by keyboard, or by voice that the browser itself recognises. */
export type AnswerBy = "voice" | "typing" | "device";

/** Stands for a problem that the page picks at random. */
export const SURPRISE = "surprise";
/** Stands for a problem that the candidate writes. */
export const OWN = "own";

const DRILL_MINUTES = 10;
const DRILL_LENGTHS = [5, DRILL_MINUTES, 20];

export interface Draft {
  readonly loop: string;
  readonly minutes: number;
  readonly level: string;
  readonly problem: string;
  readonly persona: string;
  readonly style: string;
  readonly projectTitle: string;
  readonly projectSummary: string;
  /** The problem that is used where `problem` is OWN. */
  readonly own: OwnDraft;
  /** The one phase to practise; empty for the whole interview. */
  readonly drill: string;
  /** A résumé or a job description. */
  readonly background: string;
  readonly answerBy: AnswerBy;
}

/** A loop's defaults, keeping what does not depend on the loop. */
export function draftFor(loop: LoopInfo, before?: Draft): Draft {
  return {
    loop: loop.id,
    minutes: loop.default_minutes,
    level: loop.default_level,
    problem: before?.problem === OWN ? OWN : SURPRISE,
    persona: loop.default_persona,
    style: loop.default_style,
    projectTitle: before?.projectTitle ?? "",
    projectSummary: before?.projectSummary ?? "",
    own: before?.own ?? NOTHING_WRITTEN,
    drill: "",
    background: before?.background ?? "",
    answerBy: before?.answerBy ?? "voice",
  };
}

/** Minutes to choose from: the loop's own, or those of a drill. */
export function lengthsOf(loop: LoopInfo, drill: string): readonly number[] {
  return drill ? DRILL_LENGTHS : loop.lengths;
}

/** The draft with another phase to practise alone; empty for the whole interview. */
export function withDrill(loop: LoopInfo, drill: string): Pick<Draft, "drill" | "minutes"> {
  return { drill, minutes: drill ? DRILL_MINUTES : loop.default_minutes };
}

/** Levels as they are spoken of: "L5 · Senior product manager". */
export function levelsOf(loop: LoopInfo): readonly Choice[] {
  return loop.levels.map((level) => ({
    ...level,
    title: level.title.startsWith(level.id) ? level.title : `${level.id} · ${level.title}`,
  }));
}

/** The problems a loop offers, in its own order. */
export function problemsOf(loop: LoopInfo, problems: readonly ProblemInfo[]): readonly ProblemInfo[] {
  return loop.problems.flatMap((id) => problems.find((problem) => problem.id === id) ?? []);
}

/** What a loop about one's own project asks for beforehand. */
export function intakeOf(loop: LoopInfo, problems: readonly ProblemInfo[]): readonly string[] {
  return problemsOf(loop, problems).flatMap((problem) => problem.intake);
}

/** What is missing before the interview can start; null when nothing is. */
export function missing(loop: LoopInfo, draft: Draft): "project" | OwnFault | null {
  if (loop.needs_project) return draft.projectTitle.trim() === "" ? "project" : null;
  return draft.problem === OWN ? faultOf(draft.own) : null;
}

/** @param chance 0 to 1, picks the problem when it is to be a surprise. */
export function requestOf(loop: LoopInfo, draft: Draft, chance: number): NewInterview {
  const { minutes, level, persona, style } = draft;
  const request = {
    loop: loop.id,
    minutes,
    level,
    persona,
    style,
    ...(draft.drill ? { phase: draft.drill } : {}),
    ...(draft.background.trim() ? { background: draft.background.trim() } : {}),
  };
  if (loop.needs_project) {
    return {
      ...request,
      project: { title: draft.projectTitle.trim(), summary: draft.projectSummary.trim() },
    };
  }
  if (draft.problem === OWN) return { ...request, own_problem: ownProblemOf(draft.own) };
  const surprise = loop.problems[Math.floor(chance * loop.problems.length)];
  const problem = draft.problem === SURPRISE ? surprise : draft.problem;
  return problem === undefined ? request : { ...request, problem };
}

/** Minutes of a phase for this length: as listed, else in proportion to the nearest listed length. */
export function phaseMinutes(minutes: Readonly<Record<string, number>>, length: number): number {
  const listed = minutes[String(length)];
  if (listed !== undefined) return listed;
  const nearest = Object.keys(minutes)
    .map(Number)
    .sort((a, b) => Math.abs(a - length) - Math.abs(b - length))[0];
  return nearest === undefined ? 0 : ((minutes[String(nearest)] ?? 0) * length) / nearest;
}
