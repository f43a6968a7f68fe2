import { Mic, Pencil } from "lucide-react";
import { Button } from "../../components/Button";
import { clock } from "../../format";
import { strings } from "../../strings";
import type { Turn } from "../../wire";
import { useOpenMoment } from "./moments-context";
import styles from "./moments.module.css";

const text = strings.moments;

/** The ways to come back to a turn of one's own. */
export function MomentActions({
  turn,
  correct = false,
}: {
  readonly turn: Turn;
  readonly correct?: boolean;
}) {
  const open = useOpenMoment();
  if (!open) return null;
  const at = clock(turn.start_s);
  return (
    <p className={styles["actions"]}>
      <Button
        small
        kind="quiet"
        aria-label={text.retakeLabel(at)}
        onClick={() => {
          open("retake", turn.id);
        }}
      >
        <Mic size={14} aria-hidden />
        {text.retake}
      </Button>
      {correct ? (
        <Button
          small
          kind="quiet"
          aria-label={text.correctLabel(at)}
          onClick={() => {
            open("correct", turn.id);
          }}
        >
          <Pencil size={14} aria-hidden />
          {text.correct}
        </Button>
      ) : null}
    </p>
  );
}
