import { lazy } from "react";
import { Figure } from "../../charts/Figure";
import { classes } from "../../components/classes";
import { strings } from "../../strings";
import type { Overall, Report } from "../../wire";
import styles from "./report.module.css";

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
            <dd>{overall.level}</dd>
          </div>
        </dl>
      </div>
      <div>
        <h3>{text.dimensions}</h3>
        <Figure
          label={strings.charts.dimensions}
          data={
            <ul>
              {dimensions.map((dimension) => (
                <li key={dimension.id}>
                  {dimension.name}: {dimension.score?.toFixed(1) ?? text.unscored}
                </li>
              ))}
            </ul>
          }
        >
          <DimensionChart dimensions={dimensions} />
        </Figure>
      </div>
    </section>
  );
}
