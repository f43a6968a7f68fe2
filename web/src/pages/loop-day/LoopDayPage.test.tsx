// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { serve, show } from "../../testing/render";
import { DEEP_DIVE, INTERVIEW, LOOP, REPORT } from "../../testing/samples";
import type { Debrief } from "../../wire";
import LoopDayPage from "./LoopDayPage";
import NewLoopDayPage from "./NewLoopDayPage";

const SECOND = { ...INTERVIEW, id: "i2", loop: DEEP_DIVE.id, problem_title: "Checkout" };

const VIEW = { interview: "i1", title: "PM: Chat", score: 3.5, reason: "Said why.", quote: null, missed: [] };
const DEBRIEF: Debrief = {
  format: "viva-debrief/1",
  panels: [{ interview: "i1", loop: LOOP.id, title: "PM: Chat", overall: REPORT.overall }],
  signal: "mixed",
  meaning: "The panels voted no, yes; the one in the middle counts: no.",
  agreement: 0.5,
  compared: [
    {
      id: "because",
      name: "Gives reasons",
      differ: true,
      views: [VIEW, { ...VIEW, interview: "i2", score: 2 }],
    },
  ],
  strengths: [{ name: "Gives reasons", view: VIEW }],
  concerns: [],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

it("sets up the chosen loops in order, the deep-dive with its project", async () => {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP, DEEP_DIVE] },
    "POST /v1/loop-days": { id: "day", interviews: [INTERVIEW, SECOND] },
  });
  const user = userEvent.setup();
  show(<NewLoopDayPage />);
  const start = await screen.findByRole("button", { name: "Set up the day" });
  expect(start.hasAttribute("disabled")).toBe(true);
  await user.type(screen.getByRole("textbox", { name: "Project for the deep-dive" }), "Checkout");
  await user.click(start);
  await vi.waitFor(() => {
    expect(window.location.pathname).toBe("/loop-days/day");
  });
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    interviews: [
      { loop: LOOP.id, problem: "chat" },
      { loop: DEEP_DIVE.id, project: { title: "Checkout" } },
    ],
  });
});

it("leads to the next interview only, and tells one to take a break before it", async () => {
  serve({
    "GET /v1/loops": { loops: [LOOP, DEEP_DIVE] },
    "GET /v1/loop-days/day": { id: "day", interviews: [INTERVIEW, { ...SECOND, status: "created" }] },
  });
  show(<LoopDayPage id="day" />);
  const next = await screen.findByRole("link", { name: "Start: Checkout" });
  expect(next.getAttribute("href")).toBe("/interviews/i2/room");
  expect(screen.getByText(/^Time for a break/)).toBeDefined();
  expect(screen.getByText(/^After two finished interviews/)).toBeDefined();
});

it("compares the panels once two are over", async () => {
  serve({
    "GET /v1/loops": { loops: [LOOP, DEEP_DIVE] },
    "GET /v1/loop-days/day": { id: "day", interviews: [INTERVIEW, SECOND] },
    "GET /v1/loop-days/day/debrief.json": DEBRIEF,
  });
  show(<LoopDayPage id="day" />);
  expect((await screen.findByTestId("combined")).textContent).toBe("Mixed");
  expect(screen.getByText("The panels differ")).toBeDefined();
  const concerns = within(screen.getByRole("region", { name: "Concerns" }));
  expect(concerns.getByText("None stood out.")).toBeDefined();
});
