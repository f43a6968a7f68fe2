import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Mic, Square } from "lucide-react";
import { useCallback, useId, useState } from "react";
import { api } from "../../api";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Message } from "../../components/Message";
import { clock } from "../../format";
import { strings } from "../../strings";
import type { Turn } from "../../wire";
import { Compared } from "./Compared";
import styles from "./moments.module.css";
import { useDictation } from "./useDictation";

const text = strings.moments;
const ROWS = 6;

interface RetakeDialogProps {
  readonly interview: string;
  readonly turn: Turn;
  readonly question: string | null;
  readonly onClose: () => void;
}

/** A moment answered again, by voice or by typing; then both answers and what they are worth. */
export function RetakeDialog({ interview, turn, question, onClose }: RetakeDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const [answer, setAnswer] = useState("");
  const retake = useMutation({
    mutationFn: () => api.retake(interview, { turn: turn.id, text: answer.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["retakes", interview] }),
  });
  const heard = useCallback((said: string) => {
    setAnswer((before) => [before.trim(), said].filter(Boolean).join(" "));
  }, []);
  return (
    <Dialog
      open
      wide
      title={text.retakeTitle}
      onClose={onClose}
      actions={
        retake.data ? (
          <Button kind="primary" onClick={onClose}>
            {text.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button
              kind="primary"
              disabled={answer.trim() === "" || retake.isPending}
              onClick={() => {
                retake.mutate();
              }}
            >
              {retake.isPending ? text.sending : text.send}
            </Button>
          </>
        )
      }
    >
      <div className={styles["moment"]}>
        {retake.data ? null : <p className={styles["soft"]}>{text.retakeLead}</p>}
        {question ? (
          <div>
            <h3>{text.asked}</h3>
            <p>{question}</p>
          </div>
        ) : null}
        <div>
          <h3>{text.first}</h3>
          <p className={styles["first"]}>{turn.text}</p>
        </div>
        {retake.data ? (
          <>
            <div>
              <h3>{text.newAnswer}</h3>
              <p>{retake.data.text}</p>
            </div>
            <Compared before={retake.data.before} after={retake.data.after} />
          </>
        ) : (
          <div>
            <label htmlFor={id}>{text.answer}</label>
            <textarea
              id={id}
              rows={ROWS}
              maxLength={20_000}
              value={answer}
              onChange={(event) => {
                setAnswer(event.target.value);
              }}
            />
            <Dictation onHeard={heard} />
          </div>
        )}
        {retake.error ? <Message kind="danger">{retake.error.message}</Message> : null}
      </div>
    </Dialog>
  );
}

function Dictation({ onHeard }: { readonly onHeard: (text: string) => void }) {
  const [told, setTold] = useState(false);
  const heard = useCallback(
    (said: string) => {
      setTold(true);
      onHeard(said);
    },
    [onHeard],
  );
  const { state, seconds, trouble, record, stop } = useDictation(heard);
  return (
    <div className={styles["dictation"]}>
      {state === "recording" ? (
        <Button small kind="danger" onClick={stop}>
          <Square size={14} aria-hidden />
          {text.stop}
        </Button>
      ) : (
        <Button small disabled={state === "hearing"} onClick={() => void record()}>
          <Mic size={16} aria-hidden />
          {text.dictate}
        </Button>
      )}
      <p role="status" className={styles["soft"]}>
        {state === "recording" ? text.recording(clock(seconds)) : null}
        {state === "hearing" ? text.hearing : null}
        {state === "idle" ? (trouble ?? (told ? text.dictated : "")) : null}
      </p>
    </div>
  );
}
