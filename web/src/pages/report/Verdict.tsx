import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { api } from "../../api";
import { Figure } from "../../charts/Figure";
import { classes } from "../../components/classes";
import { strings } from "../../strings";
import type { Overall, Report } from "../../wire";
import { Score } from "./Score";
import styles from "./verdict.module.css";

const DimensionChart = lazy(() => import("../../charts/DimensionChart"));
const text = strings.report;

const TONES: Record<Overall["signal"], string> = {
  "strong yes": "good",
  yes: "good",
  mixed: "mixed",
  no: "poor",
  "strong no": "poor",
  "not enough evidence": "open",
};

/** The signal and what it means, and the dimensions beside it. */
export function Verdict({ report }: { readonly report: Report }) {
  const { overall, dimensions } = report;
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops, staleTime: Infinity });
  const level = loops.data
    ?.find((loop) => loop.id === report.loop)
    ?.levels.find((each) => each.id === overall.level);
  return (
    <section
      className={classes(styles["verdict"], styles[TONES[overall.signal]])}
      aria-labelledby="verdict-title"
    >
      <div>
        <h2 id="verdict-title" className={styles["verdictLabel"]}>
          {text.verdict}
        </h2>
        <p className={styles["signal"]} data-testid="signal">
          {text.signal(overall.signal)}
        </p>
        <p className={styles["meaning"]}>{overall.meaning}</p>
        <dl className={styles["verdictFacts"]}>
          <div>
            <dt>{text.band}</dt>
            <dd>{overall.band}</dd>
          </div>
          <div>
            <dt>{text.level}</dt>
            <dd>{level ? `${level.id}, ${level.title}` : overall.level}</dd>
            {level?.summary ? <dd className={styles["expects"]}>{level.summary}</dd> : null}
          </div>
        </dl>
      </div>
      <div>
        <h3 className={styles["dimensionsTitle"]}>{text.dimensions}</h3>
        <Figure
          label={strings.charts.dimensions}
          data={
            <ul className={styles["dimensions"]}>
              {dimensions.map((dimension) => (
                <li key={dimension.id}>
                  <span>{dimension.name}</span>
                  <Score score={dimension.score} label={dimension.name} />
                </li>
              ))}
            </ul>
          }
        >
          <DimensionChart dimensions={dimensions} />
        </Figure>
      </div>
      <details className={styles["reading"]}>
        <summary>{text.howToRead}</summary>
        <ul>
          {text.reading.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
