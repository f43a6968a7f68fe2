import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Link } from "wouter";
import { api, files } from "../../api";
import { buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { percent } from "../../format";
import { strings } from "../../strings";
import type { Debrief, Finding, View } from "../../wire";
import styles from "./loop-day.module.css";

const text = strings.loopDay;

interface DebriefCardsProps {
  readonly day: string;
  /** How many interviews are over: with one more there is more to compare. */
  readonly over: number;
}

/** The panels' evidence and signals, side by side. */
export function DebriefCards({ day, over }: DebriefCardsProps) {
  const debrief = useQuery({ queryKey: ["debrief", day, over], queryFn: () => api.debrief(day) });
  return (
    <Loading query={debrief}>
      {(found) => (
        <>
          <Card title={text.debrief} lead={text.debriefLead}>
            <Combined debrief={found} />
            <p className={styles["row"]}>
              <a className={buttonClass("plain", true)} href={files.debrief(day)} download>
                <Download size={15} aria-hidden />
                {text.markdown}
              </a>
            </p>
          </Card>
          <Findings title={text.strengths} lead={text.strengthsLead} findings={found.strengths} />
          <Findings title={text.concerns} lead={text.concernsLead} findings={found.concerns} />
          <Card title={text.compared} lead={text.comparedLead}>
            {found.compared.length === 0 ? <p className={styles["soft"]}>{text.none}</p> : null}
            <ul className={styles["stack"]}>
              {found.compared.map((each) => (
                <li key={each.id}>
                  <h3>
                    {each.name} {each.differ ? <span className={styles["differ"]}>{text.differ}</span> : null}
                  </h3>
                  <ul className={styles["views"]}>
                    {each.views.map((view) => (
                      <Seen key={view.interview} view={view} />
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </Loading>
  );
}

function Combined({ debrief }: { readonly debrief: Debrief }) {
  return (
    <>
      <dl className={styles["combined"]}>
        <div>
          <dt>{text.combined}</dt>
          <dd data-testid="combined">{strings.report.signal(debrief.signal)}</dd>
        </div>
        <div>
          <dt>{text.agreement}</dt>
          <dd>{debrief.agreement === null ? "–" : percent(debrief.agreement)}</dd>
        </div>
      </dl>
      <p>{debrief.meaning}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.panel}</th>
            <th scope="col">{text.signal}</th>
            <th scope="col">{text.band}</th>
          </tr>
        </thead>
        <tbody>
          {debrief.panels.map((panel) => (
            <tr key={panel.interview}>
              <th scope="row">
                <Link href={`/interviews/${panel.interview}`}>{panel.title}</Link>
              </th>
              <td>{strings.report.signal(panel.overall.signal)}</td>
              <td>{panel.overall.band}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly lead: string;
  readonly findings: readonly Finding[];
}

function Findings({ title, lead, findings }: FindingsProps) {
  return (
    <Card title={title} lead={lead}>
      {findings.length === 0 ? <p className={styles["soft"]}>{text.none}</p> : null}
      <ul className={styles["stack"]}>
        {findings.map(({ name, view }) => (
          <li key={`${name}-${view.interview}`}>
            <h3>{name}</h3>
            <ul className={styles["views"]}>
              <Seen view={view} />
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What one panel holds, with the words it rests on. */
function Seen({ view }: { readonly view: View }) {
  return (
    <li>
      <p>
        <strong>
          {view.score === null ? strings.charts.notScored : strings.report.scoreOf(view.score.toFixed(1))}
        </strong>{" "}
        {view.title}
      </p>
      <p className={styles["soft"]}>{view.reason}</p>
      {view.quote ? (
        <p>
          <q>{view.quote.text}</q>
        </p>
      ) : null}
      {view.missed.length > 0 ? (
        <p className={styles["soft"]}>
          {text.missed}: {view.missed.join("; ")}
        </p>
      ) : null}
    </li>
  );
}
