import { useQuery } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { api } from "../../api";
import { Figure } from "../../charts/Figure";
import { Card } from "../../components/Card";
import { Choice } from "../../components/Choice";
import { moment } from "../../format";
import { strings } from "../../strings";
import type { LoopInfo, Progress } from "../../wire";
import styles from "./history.module.css";

const ProgressChart = lazy(() => import("../../charts/ProgressChart"));
const text = strings.historyMore;
/** One point makes no line. */
const ENOUGH = 2;

/** How the dimensions of one loop have gone from interview to interview. */
export function ProgressCard({
  loops,
  first,
}: {
  readonly loops: readonly LoopInfo[];
  readonly first: string;
}) {
  const [chosen, setChosen] = useState(first);
  const points = useQuery({
    queryKey: ["progress", chosen],
    queryFn: () => api.progress(chosen),
    staleTime: 0,
  });
  const loop = loops.find((each) => each.id === chosen);
  return (
    <Card title={text.progress} lead={text.progressLead}>
      <Choice
        label={text.loop}
        hideLabel
        options={loops.map(({ id, title }) => ({ id, title }))}
        value={chosen}
        onChange={setChosen}
      />
      <div className={styles["chart"]}>
        {points.data && points.data.length >= ENOUGH ? (
          <Figure
            label={strings.charts.progress(loop?.title ?? chosen)}
            data={<Points points={points.data} />}
          >
            <ProgressChart points={points.data} />
          </Figure>
        ) : (
          <p className={styles["soft"]}>{points.error ? points.error.message : text.progressFew}</p>
        )}
      </div>
    </Card>
  );
}

function Points({ points }: { readonly points: readonly Progress[] }) {
  return (
    <ul>
      {points.map((point) => (
        <li key={point.interview}>
          {moment(point.created_at)}:{" "}
          {point.dimensions
            .map(({ name, score }) => `${name} ${score?.toFixed(1) ?? strings.charts.notScored}`)
            .join(", ")}
        </li>
      ))}
    </ul>
  );
}
