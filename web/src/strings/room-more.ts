import type { NotesState } from "../live/notebook";

const notesStates: Record<NotesState, string> = {
  kept: "Kept with this interview.",
  changed: "Keeping …",
  failed: "Not kept yet: the service does not answer. It is tried again.",
};

/** What the room says of notes, of what has been clarified, and of captions and voices of the browser. */
export const roomMore = {
  notes: "Your notes",
  notesLead: "You wrote these during the interview. Neither the interviewer nor the score knows them.",
  notesPlaceholder: "Only for you: never heard, never scored",
  notesState: (state: NotesState) => notesStates[state],
  clarified: "Clarified so far",
  outOfScope: (what: string) => `Out of scope: ${what}`,
  engines: "Engines in use",
  enginesDefault: "built-in defaults",
} as const;
