import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { strings } from "../strings";
import type { PhaseTime } from "../wire";
import { GRID, INK, seriesColour } from "./series";

const text = strings.charts;
const ROW = 52;
const AXES = 74;
const NAME_WIDTH = 150;
const SECONDS = 60;

/** Two bars for each phase: as planned, and as it went. */
export default function PhaseChart({ phases }: { readonly phases: readonly PhaseTime[] }) {
  const data = phases.map((phase) => ({
    name: phase.title,
    planned: phase.planned_s / SECONDS,
    actual: phase.actual_s / SECONDS,
  }));
  return (
    <ResponsiveContainer
      width="100%"
      height={ROW * data.length + AXES}
      initialDimension={{ width: 520, height: 300 }}
    >
      <BarChart
        data={data}
        layout="vertical"
        margin={{ right: 12, left: 0 }}
        barGap={2}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke={GRID} />
        <XAxis type="number" unit=" min" allowDecimals={false} stroke={INK} />
        <YAxis type="category" dataKey="name" width={NAME_WIDTH} tickLine={false} stroke={INK} />
        <Legend />
        <Bar
          dataKey="planned"
          name={text.planned}
          fill="var(--series-soft)"
          isAnimationActive={false}
          radius={[0, 4, 4, 0]}
        />
        <Bar
          dataKey="actual"
          name={text.actual}
          fill={seriesColour(0)}
          isAnimationActive={false}
          radius={[0, 4, 4, 0]}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
