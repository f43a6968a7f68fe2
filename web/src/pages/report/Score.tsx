import { strings } from "../../strings";
import styles from "./score.module.css";

const text = strings.report;
/** Scores run from 1 to 4. */
const WORST = 1;
const BEST = 4;

interface ScoreProps {
  readonly score: number | null;
  readonly label: string;
}

/** A score as a bar and a figure; none at all where there was not enough evidence. */
export function Score({ score, label }: ScoreProps) {
  if (score === null) {
    return (
      <span className={styles["unscored"]} title={text.unscoredHint}>
        {text.unscored}
      </span>
    );
  }
  return (
    <span className={styles["score"]}>
      {/* The empty end of the bar stands for 1, so it starts a little below. */}
      <meter min={WORST - 0.25} max={BEST} value={score} aria-label={label}>
        {text.scoreOf(score.toFixed(1))}
      </meter>
      <span>{score.toFixed(1)}</span>
    </span>
  );
}
