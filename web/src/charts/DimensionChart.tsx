import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { DimensionScore } from "../wire";
import { strings } from "../strings";
import { GRID, INK, SCORES, SCORE_TICKS, seriesColour } from "./series";

const ROW = 46;
const AXIS = 34;
const NAME_WIDTH = 168;
const LEAST = 1.02;

/** One bar for each dimension on the scale of the scores; a dimension that was not scored has words instead. */
export default function DimensionChart({ dimensions }: { readonly dimensions: readonly DimensionScore[] }) {
  const data = dimensions.map((dimension) => ({
    name: dimension.name,
    // A bar without any length would have no label either.
    score: Math.max(dimension.score ?? 0, LEAST),
    label: dimension.score === null ? strings.charts.notScored : dimension.score.toFixed(1),
  }));
  return (
    <ResponsiveContainer
      width="100%"
      height={ROW * data.length + AXIS}
      initialDimension={{ width: 520, height: 200 }}
    >
      <BarChart data={data} layout="vertical" margin={{ right: 36, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid horizontal={false} stroke={GRID} />
        <XAxis type="number" domain={[...SCORES]} ticks={SCORE_TICKS} allowDataOverflow stroke={INK} />
        <YAxis type="category" dataKey="name" width={NAME_WIDTH} tickLine={false} stroke={INK} />
        <Bar
          dataKey="score"
          fill={seriesColour(0)}
          barSize={16}
          radius={[0, 5, 5, 0]}
          isAnimationActive={false}
        >
          <LabelList dataKey="label" position="right" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
