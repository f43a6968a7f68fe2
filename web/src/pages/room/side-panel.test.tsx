// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { EMPTY_ROOM, type Room } from "../../live/room";
import { serve, show, type Answers } from "../../testing/render";
import { SidePanel } from "./SidePanel";

const PATH = "/v1/interviews/i1";

afterEach(() => {
  cleanup();
  window.sessionStorage.clear();
  vi.unstubAllGlobals();
});

function open(answers: Answers = {}, change: Partial<Room> = {}) {
  const asked = serve({
    [`GET ${PATH}/notes`]: { text: "" },
    [`PUT ${PATH}/notes`]: { text: "" },
    [`GET ${PATH}/clarified`]: { told: [] },
    "GET /v1/engines": { engines: [], notices: [] },
    ...answers,
  });
  const room: Room = { ...EMPTY_ROOM, link: { kind: "open" }, entered: true, state: "listening", ...change };
  show(<SidePanel interview="i1" room={room} notes={createRef()} />);
  return { asked, user: userEvent.setup() };
}

const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Your notes" });

it("shows for each phase what was spent of what was planned, and which one it is", () => {
  const phases = [
    { id: "a", title: "Scope", planned_s: 300, spent_s: 311 },
    { id: "b", title: "Scale", planned_s: 300, spent_s: 65 },
  ];
  open({}, { phase: "b", phases, state: "paused" });
  expect(screen.getByText("5:11 of 5:00")).toBeDefined();
  expect(screen.getByText("1:05 of 5:00")).toBeDefined();
  expect(screen.getByText("Scale").closest("li")?.getAttribute("aria-current")).toBe("step");
});

it("keeps notes with the interview once the field is left, and says so", async () => {
  const { asked, user } = open({ [`GET ${PATH}/notes`]: { text: "First. " } });
  await user.type(await field(), "Ask about load.");
  await user.tab();
  await screen.findByText("Kept with this interview.");
  expect(asked.find(({ method }) => method === "PUT")?.body).toEqual({ text: "First. Ask about load." });
  expect(window.sessionStorage.length).toBe(0);
});

it("brings back after a reload what could not be stored before, and stores it", async () => {
  const { user } = open({ [`PUT ${PATH}/notes`]: 503 });
  await user.type(await field(), "Peak load?");
  await user.tab();
  await screen.findByText(/^Not kept yet/);
  cleanup();
  const again = open();
  expect((await field()).value).toBe("Peak load?");
  await vi.waitFor(() => {
    expect(again.asked.find(({ method }) => method === "PUT")?.body).toEqual({ text: "Peak load?" });
  });
});

it("shows what has been clarified, once something has", async () => {
  open({
    [`GET ${PATH}/clarified`]: {
      told: [
        { turn: "t3", kind: "fact", text: "Two thousand courts." },
        { turn: "t5", kind: "scope", text: "payment" },
      ],
    },
  });
  expect(await screen.findByText("Two thousand courts.")).toBeDefined();
  expect(screen.getByText("Out of scope: payment")).toBeDefined();
  cleanup();
  open();
  await field();
  expect(screen.queryByText("Clarified so far")).toBeNull();
});

it("says which engines are in use, and plainly when they are the built-in defaults", async () => {
  const engine = { job: "speech-to-text", name: "pocketsphinx", model: "en-us", why: "", embedded: true };
  open({ "GET /v1/engines": { engines: [engine], notices: ["You are heard by PocketSphinx."] } });
  expect(await screen.findByText("pocketsphinx · en-us")).toBeDefined();
  expect(screen.getByText("You are heard by PocketSphinx.")).toBeDefined();
  expect(screen.getByText("built-in defaults")).toBeDefined();
});
