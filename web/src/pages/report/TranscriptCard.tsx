import { classes } from "../../components/classes";
import { Card } from "../../components/Card";
import { strings } from "../../strings";
import type { Transcript } from "../../wire";
import { MomentActions } from "./MomentActions";
import { PlayButton } from "./Recording";
import styles from "./transcript.module.css";

const text = strings.report;

/** Every word of both, to read along with the recording. */
export function TranscriptCard({ transcript }: { readonly transcript: Transcript }) {
  return (
    <Card title={text.transcript}>
      <details>
        <summary className={styles["summary"]}>{text.showTranscript(transcript.turns.length)}</summary>
        <ol className={styles["turns"]}>
          {transcript.turns.map((turn) => {
            const own = turn.speaker === "candidate";
            return (
              <li key={turn.id} className={classes(own && styles["own"])}>
                <PlayButton seconds={turn.start_s} />
                <div>
                  <p>
                    <strong>{own ? strings.room.you : strings.room.interviewer}</strong>
                    {turn.text}
                  </p>
                  {turn.heard === null ? null : (
                    <p className={styles["soft"]}>{strings.moments.putRight(turn.heard)}</p>
                  )}
                  {own ? <MomentActions turn={turn} correct /> : null}
                </div>
              </li>
            );
          })}
        </ol>
      </details>
    </Card>
  );
}
