// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serve, refusal, show, type Answers } from "../../testing/render";
import { withDialogs } from "../../testing/dialogs";
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
  expect(criterion.getByText(/^A queue/)).toBeDefined();
  expect(criterion.getByText("Did not say what fails without it.")).toBeDefined();
  expect(criterion.getByText("Most choices have a reason.")).toBeDefined();
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

const SCORED = REPORT.criteria[0];
const BETTER = { ...SCORED, score: 3.5, reason: "Named a queue with its reason." };

it("scores a moment that is answered again and shows it beside the first answer", async () => {
  withDialogs();
  const answers: Record<string, unknown> = {
    ...FOUND,
    "GET /v1/interviews/i1/retakes": [],
    "POST /v1/interviews/i1/retakes": {
      id: "r1",
      turn: "t1",
      text: "A queue, because uploads come in bursts.",
      before: [SCORED],
      after: [BETTER],
    },
  };
  const asked = serve(answers);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  show(<ReportPage id="i1" />);
  const [again] = await screen.findAllByRole("button", { name: "Answer again what you said at 0:10" });
  await user.click(again ?? document.body);
  const dialog = within(screen.getByRole("dialog", { name: "Answer this moment again" }));
  expect(dialog.getByText("A queue sits between them.")).toBeDefined();
  await user.click(dialog.getByRole("textbox", { name: "Your new answer" }));
  await user.paste("A queue, because uploads come in bursts.");
  answers["GET /v1/interviews/i1/retakes"] = [answers["POST /v1/interviews/i1/retakes"]];
  await user.click(dialog.getByRole("button", { name: "Score it" }));
  expect(await dialog.findByText("up 1.0")).toBeDefined();
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    turn: "t1",
    text: "A queue, because uploads come in bursts.",
  });
  await user.click(dialog.getByRole("button", { name: "Close" }));
  const card = within(await screen.findByRole("region", { name: "Moments you answered again" }));
  expect(card.getByText("A queue sits between them.")).toBeDefined();
  expect(card.getByText("A queue, because uploads come in bursts.")).toBeDefined();
});

it("has misheard words put right, scores again and shows what was heard", async () => {
  withDialogs();
  const answers: Record<string, unknown> = {
    ...FOUND,
    "POST /v1/interviews/i1/corrections": {
      turn: "t1",
      heard: "A queue sits between them.",
      text: "Kafka sits between them.",
      before: [],
      after: [],
    },
  };
  const asked = serve(answers);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  show(<ReportPage id="i1" />);
  await user.click(await screen.findByRole("button", { name: "Put words right that were heard at 0:10" }));
  const dialog = within(screen.getByRole("dialog", { name: "What did you really say?" }));
  const words = dialog.getByRole("textbox", { name: "Your words" });
  expect(dialog.getByRole("button", { name: /^Put right and/ }).hasAttribute("disabled")).toBe(true);
  await user.clear(words);
  await user.click(words);
  await user.paste("Kafka sits between them.");
  const [said, ...others] = TRANSCRIPT.turns;
  answers["GET /v1/interviews/i1/transcript.json"] = {
    ...TRANSCRIPT,
    turns: [{ ...said, text: "Kafka sits between them.", heard: said?.text }, ...others],
  };
  await user.click(dialog.getByRole("button", { name: /^Put right and/ }));
  expect(await dialog.findByText("No score and no quote changed.")).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "Close" }));
  expect(await screen.findByText("Put right. Heard as: “A queue sits between them.”")).toBeDefined();
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    turn: "t1",
    text: "Kafka sits between them.",
  });
});
