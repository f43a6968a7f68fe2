import { createContext, useContext } from "react";
import { Studio } from "./audio/studio";

/** The page's one studio. */
export const StudioContext = createContext(new Studio());

export function useStudio(): Studio {
  return useContext(StudioContext);
}
