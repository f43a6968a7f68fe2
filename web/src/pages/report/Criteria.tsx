import { Card } from "../../components/Card";
import { strings } from "../../strings";
import type { CriterionScore, Report, Transcript } from "../../wire";
import { quoted } from "./excerpts";
import { PlayButton } from "./Recording";
import { Score } from "./Score";
import styles from "./criteria.module.css";

const text = strings.report;

interface CriteriaProps {
  readonly report: Report;
  readonly transcript: Transcript;
}

/** Every criterion with its reason, the words it rests on, and what was missing; by dimension. */
export function Criteria({ report, transcript }: CriteriaProps) {
  return (
    <Card title={text.criteria}>
      <div className={styles["criteria"]}>
        {report.dimensions.map((dimension) => (
          <section key={dimension.id} aria-labelledby={`dimension-${dimension.id}`}>
            <h3 id={`dimension-${dimension.id}`} className={styles["dimensionTitle"]}>
              {dimension.name}
            </h3>
            {report.criteria
              .filter((criterion) => criterion.dimension === dimension.id)
              .map((criterion) => (
                <Criterion key={criterion.id} criterion={criterion} transcript={transcript} />
              ))}
          </section>
        ))}
      </div>
    </Card>
  );
}

interface CriterionProps {
  readonly criterion: CriterionScore;
  readonly transcript: Transcript;
}

function Criterion({ criterion, transcript }: CriterionProps) {
  return (
    <article className={styles["criterion"]} aria-labelledby={`criterion-${criterion.id}`}>
      <div className={styles["criterionHead"]}>
        <h4 id={`criterion-${criterion.id}`}>{criterion.name}</h4>
        <Score score={criterion.score} label={criterion.name} />
      </div>
      <p>{criterion.reason}</p>
      {criterion.quotes.length > 0 || criterion.missed.length > 0 ? (
        <div className={styles["evidence"]}>
          {criterion.quotes.length > 0 ? (
            <div>
              <h5>{text.quotes}</h5>
              <ul className={styles["quotes"]}>
                {criterion.quotes.map((quote) => (
                  <li key={`${quote.turn}-${quote.start}-${quote.end}`}>
                    <PlayButton seconds={quote.start_s} />
                    <q>{quoted(quote, transcript)}</q>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {criterion.missed.length > 0 ? (
            <div>
              <h5>{text.missed}</h5>
              <ul className={styles["missed"]}>
                {criterion.missed.map((missed) => (
                  <li key={missed}>{missed}</li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : null}
      {criterion.aim ? (
        <p className={styles["aim"]}>
          <strong>{text.aim}:</strong> {criterion.aim}
        </p>
      ) : null}
    </article>
  );
}
