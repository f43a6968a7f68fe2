import { lazy } from "react";
import { Figure } from "../../charts/Figure";
import { Card } from "../../components/Card";
import { clock, percent } from "../../format";
import { strings } from "../../strings";
import type { PhaseTime, Speech, Transcript } from "../../wire";
import { speechOverTime, type Stretch } from "./speech-over-time";
import styles from "./report.module.css";

const PhaseChart = lazy(() => import("../../charts/PhaseChart"));
const PaceChart = lazy(() => import("../../charts/PaceChart"));
const text = strings.report;
/** With fewer stretches there is no course to show. */
const FEW = 3;

/** Planned against actual time of each phase. */
export function Phases({ phases }: { readonly phases: readonly PhaseTime[] }) {
  return (
    <Card title={text.phases}>
      <Figure label={strings.charts.phases}>
        <PhaseChart phases={phases} />
      </Figure>
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
              <td>{clock(phase.planned_s)}</td>
              <td>{clock(phase.actual_s)}</td>
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

/** The talking over the time of the interview. */
export function PaceCard({ transcript }: { readonly transcript: Transcript }) {
  const stretches = speechOverTime(transcript.turns);
  if (stretches.length < FEW) return null;
  return (
    <Card title={strings.charts.pace} lead={text.speechLead}>
      <Figure label={strings.charts.pace} data={<PaceTable stretches={stretches} />}>
        <PaceChart stretches={stretches} />
      </Figure>
    </Card>
  );
}

function PaceTable({ stretches }: { readonly stretches: readonly Stretch[] }) {
  return (
    <ul>
      {stretches.map(({ startS, talk, pace }) => (
        <li key={startS}>
          {[
            strings.charts.at(clock(startS)),
            talk === null ? null : `${strings.charts.talk} ${percent(talk)}`,
            pace === null ? null : text.paceUnit(pace),
          ]
            .filter(Boolean)
            .join(", ")}
        </li>
      ))}
    </ul>
  );
}
