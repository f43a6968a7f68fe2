import { strings } from "../../strings";
import type { CriterionScore } from "../../wire";
import styles from "./moments.module.css";

const text = strings.moments;

interface ComparedProps {
  readonly before: readonly CriterionScore[];
  readonly after: readonly CriterionScore[];
}

/** Each criterion's score before and after, and the reason it has now. */
export function Compared({ before, after }: ComparedProps) {
  if (after.length === 0) return <p>{text.unchanged}</p>;
  const first = new Map(before.map((score) => [score.id, score]));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.criterion}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
        </tr>
      </thead>
      <tbody>
        {after.map((score) => (
          <tr key={score.id}>
            <th scope="row">
              {score.name}
              <p className={styles["soft"]}>{score.reason}</p>
            </th>
            <td>{figure(first.get(score.id)?.score ?? null)}</td>
            <td>
              <strong>{figure(score.score)}</strong>{" "}
              <Change from={first.get(score.id)?.score ?? null} to={score.score} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Change({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  if (from === null || to === null || from.toFixed(1) === to.toFixed(1)) return null;
  const by = Math.abs(to - from).toFixed(1);
  return (
    <span className={styles[to > from ? "better" : "worse"]}>
      {to > from ? text.better(by) : text.worse(by)}
    </span>
  );
}

function figure(score: number | null): string {
  return score === null ? strings.charts.notScored : score.toFixed(1);
}
