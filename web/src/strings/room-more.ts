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
  captionsFirst: "Captions first",
  captionsFirstHint:
    "The interviewer’s sentences stand large in the middle of the room, whole before they are spoken. No sound is needed to go through an interview.",
  voices: "Captions and voice",
  voice: "Interviewer’s voice",
  voiceService: "Spoken",
  voiceServiceHint: "By the service",
  voiceDevice: "This device’s voice",
  voiceDeviceHint: "Spoken by your browser; nothing is sent elsewhere",
  voiceNone: "Captions only",
  voiceNoneHint: "Nothing is spoken",
  whichVoice: "Voice of this device",
  tryVoice: "Try it",
  voiceSample: "Hello. Tell me what you would build first, and why.",
  byDevice: "Heard by this browser",
  byDeviceHint: "On this device; nothing is sent elsewhere",
  byDeviceLead:
    "Your browser turns your speech into text on this device, likely better than the built-in recogniser of the service. Your voice never leaves the browser, so there is no recording. It listens while the interviewer does: an answer is over after a pause, or when you press Done.",
  joinDevice: "Join, heard by this browser",
  dictating: "Heard by your browser",
  engines: "Engines in use",
  enginesDefault: "built-in defaults",
} as const;
