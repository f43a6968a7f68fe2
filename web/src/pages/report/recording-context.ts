import { createContext, useContext } from "react";

/** Plays the recording from a moment, in seconds of interview time; null where there is no recording. */
export type PlayFrom = ((seconds: number) => void) | null;

export interface RecordingContextValue {
  readonly playFrom: PlayFrom;
  readonly setPlayer: (player: HTMLAudioElement | null) => void;
}

export const RecordingContext = createContext<RecordingContextValue>({
  playFrom: null,
  setPlayer: () => undefined,
});

export function usePlayFrom(): PlayFrom {
  return useContext(RecordingContext).playFrom;
}
