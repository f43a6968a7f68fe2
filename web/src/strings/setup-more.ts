import type { OwnFault } from "../pages/setup/own-problem";

const ownFaults: Record<OwnFault, string> = {
  title: "Give your problem a title first.",
  statement: "Say what is to be designed first.",
  "too-many": "There are too many facts; leave out those that matter least.",
  "too-long": "One of the facts is too long to be said at once; split it.",
};

/** What the set-up page says of drills, backgrounds and the recogniser's ear. */
export const setupMore = {
  scope: "What to practise",
  whole: "Whole interview",
  wholeHint: "All phases, on the clock",
  drill: "One phase",
  drillHint: "A drill of some minutes",
  phase: "Phase",
  drillOf: (title: string) => `Drill: ${title}`,
  own: "Write your own",
  ownHint: "It is kept with this interview only, and deleted with it.",
  ownTitle: "Title of the problem",
  ownTitlePlaceholder: "Court booking",
  ownStatement: "What is to be designed",
  ownStatementHint: (left: number) =>
    `The interviewer reads this to you, and it stays in sight. ${left} characters left.`,
  ownFacts: "Facts (optional)",
  ownFactsPlaceholder: "How many courts are there? Two thousand.\nMembers pay once a year.",
  ownFactsHint:
    "One to a line, as a question with its answer or just as what holds. The interviewer tells each when you ask for it.",
  ownFactsCount: (facts: number, most: number) => `${facts} of ${most} lines used.`,
  ownFault: (fault: OwnFault) => ownFaults[fault],
  background: "Résumé or job description",
  backgroundLead:
    "Optional. What it names is asked about sooner. It stays on the machine that serves this page, with the interview, and is deleted with it.",
  backgroundText: "Text",
  backgroundPlaceholder: "Paste it here, or take it from a file",
  file: "Take it from a PDF or text file",
  reading: "Reading the file …",
  cut: "The file was long; its beginning is used.",
  tooLarge: (megabytes: number) =>
    `The file is too large; up to ${megabytes} MB can be read. Paste its words instead.`,
  asSummary: "Use it as the project’s summary",
  understanding: "Working out what you said …",
  understood: (words: string) => `It was understood as: “${words}”`,
  notUnderstood: "No words were recognised. Speak a little louder or closer, or type your answers instead.",
} as const;
