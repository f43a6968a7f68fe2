// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { serve, show } from "../../testing/render";
import type { Delays } from "../../wire";
import DelaysPanel from "./DelaysPanel";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const DELAYS: Delays = {
  turns: [
    {
      turn: "t3",
      answers: "t2",
      spans_ms: { endpoint_wait: 600, final: 0, synthesis: 61.4 },
      voice_to_voice_ms: 712,
    },
    { turn: "t4", answers: null, spans_ms: { decide: 3 }, voice_to_voice_ms: null },
  ],
  spans_ms: { synthesis: { p50: 55, p95: 61.4 } },
  voice_to_voice_ms: { p50: 690, p95: 712 },
};

const cells = (name: string): (string | null)[] =>
  within(screen.getByRole("row", { name: new RegExp(name) }))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

it("shows of the last answer that was waited for where the time went, and how the figures spread", async () => {
  serve({ "GET /v1/interviews/i1/delays": DELAYS });
  show(<DelaysPanel interview="i1" state="listening" />);
  await screen.findByRole("table");
  expect(cells("Voice to voice")).toEqual(["712", "690", "712"]);
  expect(cells("Its sound")).toEqual(["61", "55", "61"]);
  expect(cells("Playing")).toEqual(["–", "–", "–"]);
});

it("says so while nothing has been answered, and when the figures cannot be had", async () => {
  serve({
    "GET /v1/interviews/i1/delays": { turns: [], spans_ms: {}, voice_to_voice_ms: null },
  });
  show(<DelaysPanel interview="i1" state="listening" />);
  expect(await screen.findByText(/Nothing has been answered/)).toBeDefined();
  show(<DelaysPanel interview="i2" state="listening" />);
  expect(await screen.findByText(/Refused/)).toBeDefined();
});
