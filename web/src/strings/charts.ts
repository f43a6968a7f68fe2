/** What the charts say. */
export const charts = {
  loading: "Drawing the chart …",
  dimensions: "Score of each dimension, from 1 to 4",
  phases: "Planned and actual minutes of each phase",
  planned: "Planned",
  actual: "Actual",
  minutes: "Minutes",
  pace: "Your share of the talking and your pace over time",
  talk: "Your share of the talking",
  talkAxis: "Share, %",
  words: "Words a minute",
  at: (minute: string) => `At ${minute}`,
  progress: (loop: string) => `Dimensions over time: ${loop}`,
  notScored: "not enough evidence",
} as const;
