import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api } from "../../api";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Message } from "../../components/Message";
import { strings } from "../../strings";
import type { Turn } from "../../wire";
import { Compared } from "./Compared";
import styles from "./moments.module.css";
import { PlayButton } from "./Recording";

const text = strings.moments;
const ROWS = 8;

interface CorrectDialogProps {
  readonly interview: string;
  readonly turn: Turn;
  readonly onClose: () => void;
}

/** Words that were misheard, put right before everything is scored again. */
export function CorrectDialog({ interview, turn, onClose }: CorrectDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const [words, setWords] = useState(turn.text);
  const correct = useMutation({
    mutationFn: () => api.correct(interview, { turn: turn.id, text: words.trim() }),
  });
  const close = () => {
    onClose();
    if (correct.data) void client.invalidateQueries({ queryKey: ["report", interview] });
  };
  return (
    <Dialog
      open
      wide
      title={text.correctTitle}
      onClose={close}
      actions={
        correct.data ? (
          <Button kind="primary" onClick={close}>
            {text.close}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{text.cancel}</Button>
            <Button
              kind="primary"
              disabled={words.trim() === "" || words.trim() === turn.text || correct.isPending}
              onClick={() => {
                correct.mutate();
              }}
            >
              {correct.isPending ? text.sending : text.save}
            </Button>
          </>
        )
      }
    >
      <div className={styles["moment"]}>
        {correct.data ? (
          <Compared before={correct.data.before} after={correct.data.after} />
        ) : (
          <>
            <p className={styles["soft"]}>{text.correctLead}</p>
            <div>
              <h3>{text.heard}</h3>
              <p className={styles["first"]}>{turn.heard ?? turn.text}</p>
              <PlayButton seconds={turn.start_s} />
            </div>
            <div>
              <label htmlFor={id}>{text.words}</label>
              <textarea
                id={id}
                rows={ROWS}
                maxLength={20_000}
                value={words}
                onChange={(event) => {
                  setWords(event.target.value);
                }}
              />
            </div>
          </>
        )}
        {correct.error ? <Message kind="danger">{correct.error.message}</Message> : null}
      </div>
    </Dialog>
  );
}
