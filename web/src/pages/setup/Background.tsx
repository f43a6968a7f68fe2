import { useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useId, useRef } from "react";
import { api } from "../../api";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Message } from "../../components/Message";
import { strings } from "../../strings";
import type { Draft } from "./draft";
import styles from "./setup.module.css";

const text = strings.setupMore;
/** As the service allows. */
const MAX_CHARS = 12_000;
const MAX_MEGABYTES = 8;
const ROWS = 4;

interface BackgroundProps {
  readonly needsProject: boolean;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** A résumé or a job description, pasted or taken from a file. */
export function Background({ needsProject, draft, onChange }: BackgroundProps) {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const read = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > MAX_MEGABYTES * 1_000_000) throw new Error(text.tooLarge(MAX_MEGABYTES));
      return api.extract(file);
    },
    onSuccess: (found) => {
      onChange({ background: found.text });
    },
  });
  return (
    <Card title={text.background} lead={text.backgroundLead}>
      <div className={styles["stack"]}>
        <div>
          <label htmlFor={id} className={styles["label"]}>
            {text.backgroundText}
          </label>
          <textarea
            id={id}
            rows={ROWS}
            maxLength={MAX_CHARS}
            placeholder={text.backgroundPlaceholder}
            value={draft.background}
            onChange={(event) => {
              onChange({ background: event.target.value });
            }}
          />
        </div>
        <div className={styles["row"]}>
          <input
            ref={picker}
            type="file"
            accept="application/pdf,text/plain,.pdf,.txt,.md"
            aria-label={text.file}
            className="visually-hidden"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) read.mutate(file);
              event.target.value = "";
            }}
          />
          <Button small disabled={read.isPending} onClick={() => picker.current?.click()}>
            <FileText size={16} aria-hidden />
            {read.isPending ? text.reading : text.file}
          </Button>
          {needsProject && draft.background.trim() !== "" ? (
            <Button
              small
              onClick={() => {
                onChange({ projectSummary: draft.background.trim().slice(0, 4_000) });
              }}
            >
              {text.asSummary}
            </Button>
          ) : null}
        </div>
        {read.data?.cut ? <Message>{text.cut}</Message> : null}
        {read.error ? <Message kind="danger">{read.error.message}</Message> : null}
      </div>
    </Card>
  );
}
