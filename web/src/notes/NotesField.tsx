import { useQuery } from "@tanstack/react-query";
import type { RefObject } from "react";
import { api } from "../api";
import { Loading } from "../components/Loading";
import { strings } from "../strings";
import { MAX_NOTES_CHARS } from "../wire";
import styles from "./notes.module.css";
import { useNotes } from "./useNotes";

const text = strings.roomMore;

interface NotesFieldProps {
  readonly interview: string;
  readonly rows: number;
  readonly field?: RefObject<HTMLTextAreaElement | null>;
}

/** A place to write for oneself, and whether what is there is kept. */
export function NotesField(props: NotesFieldProps) {
  const stored = useQuery({
    queryKey: ["notes", props.interview],
    queryFn: () => api.notes(props.interview),
    // Read once, and never from memory: what was written since is in the field, or with the service.
    staleTime: Infinity,
    gcTime: 0,
  });
  return <Loading query={stored}>{({ text: words }) => <Field {...props} stored={words} />}</Loading>;
}

function Field({ interview, rows, field, stored }: NotesFieldProps & { readonly stored: string }) {
  const notes = useNotes(interview, stored);
  return (
    <div className={styles["notes"]}>
      <textarea
        ref={field}
        rows={rows}
        aria-label={text.notes}
        placeholder={text.notesPlaceholder}
        maxLength={MAX_NOTES_CHARS}
        value={notes.text}
        onChange={(event) => {
          notes.write(event.target.value);
        }}
        onBlur={notes.rest}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <p className={styles["state"]} role="status" data-testid="notes-state" data-state={notes.state}>
        {notes.text === "" && notes.state === "kept" ? "" : text.notesState(notes.state)}
      </p>
    </div>
  );
}
