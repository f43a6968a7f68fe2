import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { strings } from "../../strings";
import { MAX_TEXT_CHARS } from "../../wire";
import styles from "./room.module.css";

const text = strings.room;
const ROWS = 2;

interface AnswerBoxProps {
  readonly disabled: boolean;
  readonly onSend: (text: string) => void;
  /** A letter was written. */
  readonly onWrite?: () => void;
  readonly onClose: () => void;
}

/** An answer typed instead of spoken. */
export function AnswerBox({ disabled, onSend, onWrite, onClose }: AnswerBoxProps) {
  const [answer, setAnswer] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = () => {
    const trimmed = answer.trim();
    if (!trimmed || disabled) return;
    onSend(trimmed);
    setAnswer("");
    field.current?.focus();
  };
  return (
    <form
      className={styles["answer"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        aria-label={text.answer}
        placeholder={text.answerPlaceholder}
        rows={ROWS}
        maxLength={MAX_TEXT_CHARS}
        value={answer}
        onChange={(event) => {
          setAnswer(event.target.value);
          if (event.target.value.trim() !== "") onWrite?.();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className={styles["answerActions"]}>
        <Button small kind="quiet" onClick={onClose}>
          {text.closeTyping}
        </Button>
        <Button small kind="primary" type="submit" disabled={disabled || answer.trim() === ""}>
          {text.send}
        </Button>
      </div>
    </form>
  );
}
