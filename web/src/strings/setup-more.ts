/** What the set-up page says of drills, backgrounds and the recogniser's ear. */
export const setupMore = {
  scope: "What to practise",
  whole: "Whole interview",
  wholeHint: "All phases, on the clock",
  drill: "One phase",
  drillHint: "A drill of some minutes",
  phase: "Phase",
  drillOf: (title: string) => `Drill: ${title}`,
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
