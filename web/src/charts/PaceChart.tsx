import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { clock } from "../format";
import { strings } from "../strings";
import type { Stretch } from "../pages/report/speech-over-time";
import { GRID, INK, seriesColour } from "./series";

const text = strings.charts;
const HEIGHT = 260;

/** The candidate's share of the talking as bars, the pace as a line. */
export default function PaceChart({ stretches }: { readonly stretches: readonly Stretch[] }) {
  const data = stretches.map((stretch) => ({
    at: clock(stretch.startS),
    talk: stretch.talk === null ? null : Math.round(stretch.talk * 100),
    pace: stretch.pace === null ? null : Math.round(stretch.pace),
  }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 720, height: HEIGHT }}>
      <ComposedChart data={data} margin={{ left: 0, right: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={GRID} />
        <XAxis dataKey="at" stroke={INK} />
        <YAxis yAxisId="talk" domain={[0, 100]} unit=" %" width={56} stroke={INK} />
        <YAxis yAxisId="pace" orientation="right" domain={[0, "auto"]} width={56} stroke={INK} />
        <Tooltip cursor={false} contentStyle={{ background: "var(--surface)", borderColor: "var(--line)" }} />
        <Legend />
        <Bar
          yAxisId="talk"
          dataKey="talk"
          name={text.talk}
          unit=" %"
          fill="var(--series-soft)"
          isAnimationActive={false}
        />
        <Line
          yAxisId="pace"
          dataKey="pace"
          name={text.words}
          stroke={seriesColour(0)}
          strokeWidth={2.5}
          dot={{ r: 3 }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
