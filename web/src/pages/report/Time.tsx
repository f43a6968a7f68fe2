import { Card } from "../../components/Card";
import { clock, percent } from "../../format";
import { strings } from "../../strings";
import type { PhaseTime, Speech } from "../../wire";
import styles from "./report.module.css";

const text = strings.report;

/** Planned against actual time of each phase. */
export function Phases({ phases }: { readonly phases: readonly PhaseTime[] }) {
  const longest = Math.max(1, ...phases.flatMap((phase) => [phase.planned_s, phase.actual_s]));
  return (
    <Card title={text.phases}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.phase}</th>
            <th scope="col">{text.planned}</th>
            <th scope="col">{text.actual}</th>
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => (
            <tr key={phase.id}>
              <th scope="row" className={styles["rowName"]}>
                {phase.title}
              </th>
              <td>
                {clock(phase.planned_s)}
                <meter
                  className={styles["planned"]}
                  max={longest}
                  value={phase.planned_s}
                  aria-label={text.planned}
                />
              </td>
              <td>
                {clock(phase.actual_s)}
                <meter max={longest} value={phase.actual_s} aria-label={text.actual} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How the candidate spoke. */
export function SpeechCard({ speech }: { readonly speech: Speech }) {
  const facts: readonly (readonly [string, string])[] = [
    [text.talkRatio, percent(speech.talk_ratio)],
    [text.pace, text.paceUnit(speech.words_per_minute)],
    [text.words, String(speech.words)],
    [text.fillers, text.fillersUnit(speech.fillers, speech.fillers_per_minute)],
    [text.longest, clock(speech.longest_answer_s)],
  ];
  return (
    <Card title={text.speech} lead={text.speechLead}>
      <dl className={styles["speech"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
