import { lazy } from "react";
import { Figure } from "../../charts/Figure";
import { Card } from "../../components/Card";
import { clock, percent } from "../../format";
import { strings } from "../../strings";
import type { PhaseTime, Speech, Transcript } from "../../wire";
import { speechOverTime, type Stretch } from "./speech-over-time";
import styles from "./time.module.css";

const PhaseChart = lazy(() => import("../../charts/PhaseChart"));
const PaceChart = lazy(() => import("../../charts/PaceChart"));
const text = strings.report;
/** With fewer stretches there is no course to show. */
const FEW = 3;

/** Planned against actual time of each phase. */
export function Phases({ phases }: { readonly phases: readonly PhaseTime[] }) {
  return (
    <Card title={text.phases} lead={text.phasesLead}>
      <Figure label={strings.charts.phases}>
        <PhaseChart phases={phases} />
      </Figure>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.phase}</th>
            <th scope="col">{text.planned}</th>
            <th scope="col">{text.actual}</th>
            <th scope="col">{text.difference}</th>
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
              <td>{difference(phase)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How much longer or shorter than planned a phase was. */
function difference({ planned_s: planned, actual_s: actual }: PhaseTime): string {
  const by = Math.round(actual) - Math.round(planned);
  if (by === 0) return text.asPlanned;
  return by > 0 ? text.longer(clock(by)) : text.shorter(clock(-by));
}

/** How the candidate spoke. */
export function SpeechCard({ speech }: { readonly speech: Speech }) {
  const facts: readonly (readonly [string, string, string])[] = [
    [text.talkRatio, percent(speech.talk_ratio), text.talkRatioHint],
    [text.pace, text.paceUnit(speech.words_per_minute), text.paceHint],
    [text.words, speech.words.toLocaleString(), text.wordsHint],
    [text.fillers, text.fillersUnit(speech.fillers, speech.fillers_per_minute), text.fillersHint],
    [text.longest, text.longestUnit(clock(speech.longest_answer_s)), text.longestHint],
  ];
  return (
    <Card title={text.speech} lead={text.speechLead}>
      <dl className={styles["speech"]}>
        {facts.map(([name, value, hint]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd className={styles["hint"]}>{hint}</dd>
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
    <table>
      <thead>
        <tr>
          <th scope="col">{text.at}</th>
          <th scope="col">{strings.charts.talk}</th>
          <th scope="col">{strings.charts.words}</th>
        </tr>
      </thead>
      <tbody>
        {stretches.map(({ startS, talk, pace }) => (
          <tr key={startS}>
            <th scope="row">{clock(startS)}</th>
            <td>{talk === null ? "–" : percent(talk)}</td>
            <td>{pace === null ? "–" : Math.round(pace)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
