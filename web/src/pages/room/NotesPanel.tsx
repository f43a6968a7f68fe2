import { useId, type RefObject } from "react";
import { NotesField } from "../../notes/NotesField";
import { strings } from "../../strings";
import { KEY_NAMES } from "./keys";
import styles from "./room.module.css";

const ROWS = 5;

interface NotesPanelProps {
  readonly interview: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Paper beside the conversation. */
export function NotesPanel({ interview, field }: NotesPanelProps) {
  const id = useId();
  return (
    <section className={`${styles["panel"] ?? ""} ${styles["notes"] ?? ""}`} aria-labelledby={id}>
      <div className={styles["panelHead"]}>
        <h2 id={id}>{strings.roomMore.notes}</h2>
        <kbd aria-hidden>{KEY_NAMES.notes}</kbd>
      </div>
      <NotesField interview={interview} rows={ROWS} field={field} />
    </section>
  );
}
