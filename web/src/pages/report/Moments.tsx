import { useState, type ReactNode } from "react";
import type { Transcript, Turn } from "../../wire";
import { CorrectDialog } from "./CorrectDialog";
import { MomentsContext, type Wish } from "./moments-context";
import { RetakeDialog } from "./RetakeDialog";

interface MomentsProps {
  readonly interview: string;
  readonly transcript: Transcript;
  readonly children: ReactNode;
}

/** Lets any part of the report open a moment: to answer it again, or to put its words right. */
export function Moments({ interview, transcript, children }: MomentsProps) {
  const [open, setOpen] = useState<{ readonly wish: Wish; readonly turn: Turn } | null>(null);
  const show = (wish: Wish, id: string) => {
    const turn = transcript.turns.find((each) => each.id === id && each.speaker === "candidate");
    if (turn) setOpen({ wish, turn });
  };
  const close = () => {
    setOpen(null);
  };
  return (
    <MomentsContext value={show}>
      {children}
      {open?.wish === "retake" ? (
        <RetakeDialog
          interview={interview}
          turn={open.turn}
          question={questionBefore(transcript, open.turn)}
          onClose={close}
        />
      ) : null}
      {open?.wish === "correct" ? (
        <CorrectDialog interview={interview} turn={open.turn} onClose={close} />
      ) : null}
    </MomentsContext>
  );
}

/** What the interviewer last said before a turn. */
export function questionBefore(transcript: Transcript, turn: Turn): string | null {
  const before = transcript.turns.slice(0, transcript.turns.indexOf(turn));
  return before.findLast((each) => each.speaker === "interviewer")?.text ?? null;
}

/** The candidate's answer that follows an interviewer's turn. */
export function answerAfter(transcript: Transcript, id: string): Turn | null {
  const at = transcript.turns.findIndex((turn) => turn.id === id);
  if (at < 0) return null;
  return transcript.turns.slice(at + 1).find((turn) => turn.speaker === "candidate") ?? null;
}
