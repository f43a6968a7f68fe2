import { createContext, useContext } from "react";

export type Wish = "retake" | "correct";

/** Opens the dialogue for a turn of the candidate; null where nothing can be changed (a printed page, a test). */
export type OpenMoment = ((wish: Wish, turn: string) => void) | null;

export const MomentsContext = createContext<OpenMoment>(null);

export function useOpenMoment(): OpenMoment {
  return useContext(MomentsContext);
}
