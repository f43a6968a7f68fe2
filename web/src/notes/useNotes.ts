import { useEffect, useRef, useState } from "react";
import { api } from "../api";
import { Notebook, type NotesState } from "../live/notebook";

const keyOf = (interview: string): string => `viva.notes.${interview}`;

/** Of this tab alone, and gone with it: the service is where notes live. */
function remembered(interview: string): string | null {
  try {
    return window.sessionStorage.getItem(keyOf(interview));
  } catch {
    return null;
  }
}

function remember(interview: string, text: string | null): void {
  try {
    if (text === null) window.sessionStorage.removeItem(keyOf(interview));
    else window.sessionStorage.setItem(keyOf(interview), text);
  } catch {
    // A browser that keeps nothing: the notes still go to the service.
  }
}

export interface Notes {
  readonly text: string;
  readonly state: NotesState;
  readonly write: (text: string) => void;
  /** The field was left. */
  readonly rest: () => void;
}

/**
 * The notes of an interview: those that were not stored before a reload, else what the service has.
 *
 * @param stored what the service has.
 */
export function useNotes(interview: string, stored: string): Notes {
  const [text, setText] = useState(() => remembered(interview) ?? stored);
  const [state, setState] = useState<NotesState>("kept");
  const notebook = useRef<Notebook | null>(null);

  useEffect(() => {
    const fresh = new Notebook(
      {
        send: async (words, leaving) => {
          await api.keepNotes(interview, { text: words }, leaving);
        },
        remember: (words) => {
          remember(interview, words);
        },
        tell: setState,
        later: (callback, ms) => {
          const timer = window.setTimeout(callback, ms);
          return () => {
            window.clearTimeout(timer);
          };
        },
      },
      stored,
    );
    notebook.current = fresh;
    const unsent = remembered(interview);
    if (unsent !== null) fresh.write(unsent);
    const leave = () => {
      fresh.flush(true);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      fresh.close();
    };
  }, [interview, stored]);

  return {
    text,
    state,
    write: (words) => {
      setText(words);
      notebook.current?.write(words);
    },
    rest: () => {
      notebook.current?.flush(false);
    },
  };
}
