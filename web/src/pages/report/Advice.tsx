import { Card } from "../../components/Card";
import { titled } from "../../format";
import { strings } from "../../strings";
import type { FollowUp, Practice, Transcript, Turn } from "../../wire";
import { MomentActions } from "./MomentActions";
import { answerAfter } from "./Moments";
import { PlayButton } from "./Recording";
import { opening } from "./excerpts";
import styles from "./advice.module.css";

const text = strings.report;

interface PractiseProps {
  readonly practise: readonly Practice[];
  readonly transcript: Transcript;
}

/** Three things to practise, each with an exercise. */
export function Practise({ practise, transcript }: PractiseProps) {
  if (practise.length === 0) return null;
  const turns = new Map(transcript.turns.map((turn) => [turn.id, turn]));
  return (
    <Card title={text.practise} lead={text.practiseLead}>
      <ol className={styles["practise"]}>
        {practise.map((item) => (
          <li key={item.title}>
            <h3>{item.title}</h3>
            <p>{item.why}</p>
            <p className={styles["exercise"]}>
              <strong>{text.exercise}:</strong> {item.exercise}
            </p>
            {item.resource ? (
              <p className={styles["soft"]}>
                {text.resource}: {item.resource}
              </p>
            ) : null}
            <Moment turn={turns.get(item.turn ?? "")} played />
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface FollowUpsProps {
  readonly followups: readonly FollowUp[];
  readonly transcript: Transcript;
}

/** What was asked and why the interviewer chose to ask it. */
export function FollowUps({ followups, transcript }: FollowUpsProps) {
  const turns = new Map(transcript.turns.map((turn) => [turn.id, turn]));
  return (
    <Card title={text.followups} lead={followups.length > 0 ? text.followupsLead : undefined}>
      {followups.length === 0 ? <p className={styles["soft"]}>{text.followupsEmpty}</p> : null}
      <ol className={styles["followups"]}>
        {followups.map((followup) => {
          const turn = turns.get(followup.turn);
          const answer = answerAfter(transcript, followup.turn);
          return (
            <li key={`${followup.turn}-${followup.move}-${followup.target}`}>
              {turn ? <PlayButton seconds={turn.start_s} /> : null}
              <div>
                <p className={styles["asked"]}>{turn?.text ?? titled(followup.target)}</p>
                <p className={styles["soft"]}>
                  {text.why}: {followup.why}
                </p>
                {answer ? (
                  <p className={styles["soft"]}>
                    {text.youSaid}: <q>{opening(answer.text)}</q>
                  </p>
                ) : null}
              </div>
              <Moment turn={answer ?? undefined} />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

interface MomentProps {
  readonly turn: Turn | undefined;
  readonly played?: boolean;
}

function Moment({ turn, played = false }: MomentProps) {
  if (turn?.speaker !== "candidate") return null;
  return (
    <div className={styles["moment"]}>
      {played ? <PlayButton seconds={turn.start_s} /> : null}
      <MomentActions turn={turn} />
    </div>
  );
}
