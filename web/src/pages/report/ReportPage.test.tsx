// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serve, refusal, show, type Answers } from "../../testing/render";
import { INTERVIEW, REPORT, TRANSCRIPT } from "../../testing/samples";
import ReportPage from "./ReportPage";

const FOUND: Answers = {
  "GET /v1/interviews/i1": INTERVIEW,
  "GET /v1/interviews/i1/report.json": REPORT,
  "GET /v1/interviews/i1/transcript.json": TRANSCRIPT,
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 100 });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("shows the signal with its meaning, and tells a missing score from a low one", async () => {
  serve(FOUND);
  show(<ReportPage id="i1" />);
  expect((await screen.findByTestId("signal")).textContent).toBe("Mixed");
  expect(screen.getByText("Could go either way.")).toBeDefined();
  expect(screen.getAllByText("Not enough evidence")).toHaveLength(2);
  const criterion = within(screen.getByRole("article", { name: "Gives reasons" }));
  expect(criterion.getByText("A queue")).toBeDefined();
  expect(criterion.getByText("Did not say what fails without it.")).toBeDefined();
  expect(criterion.getByRole("button", { name: "Play from 0:10" })).toBeDefined();
});

it("marks a component without a reason and a number that does not hold up", async () => {
  serve(FOUND);
  show(<ReportPage id="i1" />);
  expect(await screen.findByText("no reason given")).toBeDefined();
  expect(screen.getByText("50 TB")).toBeDefined();
  expect(screen.getByText("It is 146 TB a year.")).toBeDefined();
});

it("says why each question was asked", async () => {
  serve(FOUND);
  show(<ReportPage id="i1" />);
  expect(await screen.findByText("Why: No reason was given.")).toBeDefined();
});

it("lists what was listened for with the words that showed it, mistakes beside their better counterpart", async () => {
  serve(FOUND);
  show(<ReportPage id="i1" />);
  expect(await screen.findByText("Scope: 1 of 2 heard")).toBeDefined();
  expect(screen.getByText("Names a metric.")).toBeDefined();
  expect(screen.queryByText("Draws first.")).toBeNull();
  expect(screen.getByText("Better: A queue because nobody should wait.")).toBeDefined();
});

it("links every download", async () => {
  serve(FOUND);
  show(<ReportPage id="i1" />);
  const names = ["Report PDF", "Report Markdown", "Report JSON", "Transcript PDF", "Transcript WebVTT"];
  for (const name of names) expect(await screen.findByRole("link", { name })).toBeDefined();
  const recording = screen.getByRole("link", { name: "Recording (Ogg)" });
  expect(recording.getAttribute("href")).toBe("/v1/interviews/i1/audio.ogg");
});

it("waits while the interview's end is still on its way, then shows the report", async () => {
  const report = "GET /v1/interviews/i1/report.json";
  const answers: Record<string, unknown> = { ...FOUND, [report]: refusal(409, "not_finished") };
  serve(answers);
  show(<ReportPage id="i1" />);
  expect(await screen.findByRole("progressbar", { name: "Your report is being made" })).toBeDefined();
  answers[report] = REPORT;
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await screen.findByTestId("signal")).toBeDefined();
});

it("leads back to the room when the interview is not over", async () => {
  serve({ ...FOUND, "GET /v1/interviews/i1/report.json": refusal(409, "not_finished") });
  show(<ReportPage id="i1" />);
  await vi.advanceTimersByTimeAsync(10_000);
  const link = await screen.findByRole("link", { name: "Back to the room" });
  expect(link.getAttribute("href")).toBe("/interviews/i1/room");
});
