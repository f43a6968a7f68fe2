import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { moment } from "../format";
import type { Progress } from "../wire";
import { dash, GRID, INK, SCORES, SCORE_TICKS, seriesColour } from "./series";

const HEIGHT = 320;

/** One line for each dimension over the interviews of a loop, oldest first. */
export default function ProgressChart({ points }: { readonly points: readonly Progress[] }) {
  const names = new Map(
    points.flatMap((point) => point.dimensions.map(({ id, name }) => [id, name] as const)),
  );
  const data = points.map((point) => ({
    when: moment(point.created_at),
    ...Object.fromEntries(point.dimensions.map(({ id, score }) => [id, score])),
  }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 720, height: HEIGHT }}>
      <LineChart data={data} margin={{ left: 0, right: 16, top: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={GRID} />
        <XAxis dataKey="when" stroke={INK} minTickGap={48} />
        <YAxis domain={[...SCORES]} ticks={SCORE_TICKS} width={32} stroke={INK} />
        <Tooltip contentStyle={{ background: "var(--surface)", borderColor: "var(--line)" }} />
        <Legend />
        {[...names].map(([id, name], index) => (
          <Line
            key={id}
            dataKey={id}
            name={name}
            stroke={seriesColour(index)}
            strokeDasharray={dash(index)}
            strokeWidth={2.5}
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
