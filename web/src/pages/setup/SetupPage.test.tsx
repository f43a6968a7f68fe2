// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { MicrophoneError, Studio } from "../../audio/studio";
import { StudioContext } from "../../studio-context";
import { refusal, serve, show, type Answers } from "../../testing/render";
import { CHAT, DEEP_DIVE, INTERVIEW, LOOP, OWN_PROJECT } from "../../testing/samples";
import { SetupPage } from "./SetupPage";

/** A studio without sound, whose microphone may be refused. */
class SilentStudio extends Studio {
  override open = () => Promise.resolve({} as AudioContext);
  override openMicrophone = () => Promise.reject(new MicrophoneError("denied"));
}

function open(more: Answers = {}) {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP, DEEP_DIVE] },
    "GET /v1/problems": { problems: [CHAT, OWN_PROJECT] },
    "GET /v1/engines": { engines: [], notices: ["On the built-in recogniser."] },
    "POST /v1/interviews": INTERVIEW,
    ...more,
  });
  show(
    <StudioContext value={new SilentStudio()}>
      <SetupPage />
    </StudioContext>,
  );
  return { asked, user: userEvent.setup() };
}

const created = (asked: ReturnType<typeof serve>) => asked.find(({ method }) => method === "POST")?.body;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

it("sets up a typed interview as chosen and goes to its room", async () => {
  const { asked, user } = open();
  await user.click(await screen.findByRole("radio", { name: "30 min" }));
  await user.click(screen.getByRole("radio", { name: "L6" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Problem" }), "Chat");
  await user.click(screen.getByRole("radio", { name: "Type instead" }));
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(window.location.pathname).toBe("/interviews/i1/room");
  });
  expect(created(asked)).toEqual({
    loop: LOOP.id,
    minutes: 30,
    level: "L6",
    persona: "maya",
    style: "neutral",
    problem: "chat",
  });
});

it("sets up a drill of one phase, which has all the time", async () => {
  const { asked, user } = open();
  await user.click(await screen.findByRole("radio", { name: "One phase" }));
  await user.click(screen.getByRole("radio", { name: "Scope" }));
  await user.click(screen.getByRole("radio", { name: "20 min" }));
  await user.click(screen.getByRole("radio", { name: "Type instead" }));
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(created(asked)).toMatchObject({ phase: "scope", minutes: 20 });
  });
});

it("takes a résumé from a file and sends its words along", async () => {
  const { asked, user } = open({ "POST /v1/extractions": { text: "Ran Kafka.", cut: true } });
  const file = new File(["%PDF-"], "resume.pdf", { type: "application/pdf" });
  await user.upload(await screen.findByLabelText(/^Take it from a PDF/, { selector: "input" }), file);
  expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Text" })).value).toBe(
    "Ran Kafka.",
  );
  expect(screen.getByText(/its beginning is used/)).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "Type instead" }));
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(asked.find(({ path }) => path === "/v1/interviews")?.body).toMatchObject({
      background: "Ran Kafka.",
    });
  });
});

it("says why a file cannot be used", async () => {
  const { user } = open({ "POST /v1/extractions": refusal(422, "bad_file") });
  const file = new File(["x"], "resume.pdf", { type: "application/pdf" });
  await user.upload(await screen.findByLabelText(/^Take it from a PDF/, { selector: "input" }), file);
  expect((await screen.findByRole("alert")).textContent).toMatch(/bad_file/);
});

it("asks for the project before a deep-dive can start", async () => {
  const { asked, user } = open();
  await user.click(await screen.findByRole("radio", { name: "Technical deep dive" }));
  expect(screen.getByRole("button", { name: "Start interview" }).hasAttribute("disabled")).toBe(true);
  expect(screen.getByText("What came of it")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "Project title" }), "Checkout");
  await user.click(screen.getByRole("radio", { name: "Type instead" }));
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(created(asked)).toMatchObject({ project: { title: "Checkout", summary: "" } });
  });
});

it("takes a problem of one's own, with facts to ask for", async () => {
  const { asked, user } = open();
  await user.selectOptions(await screen.findByRole("combobox", { name: "Problem" }), "Write your own");
  const start = screen.getByRole("button", { name: "Start interview" });
  expect(start.hasAttribute("disabled")).toBe(true);
  await user.type(screen.getByRole("textbox", { name: "Title of the problem" }), "Courts");
  expect(screen.getByText("Say what is to be designed first.")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "What is to be designed" }), "Design the booking.");
  await user.type(
    screen.getByRole("textbox", { name: "Facts (optional)" }),
    "How many courts? Two thousand.{enter}Members pay once a year.",
  );
  await user.click(screen.getByRole("radio", { name: "Type instead" }));
  await user.click(start);
  await vi.waitFor(() => {
    expect(created(asked)).toMatchObject({
      own_problem: {
        title: "Courts",
        statement: "Design the booking.",
        facts: [
          { question: "How many courts?", answer: "Two thousand." },
          { answer: "Members pay once a year." },
        ],
      },
    });
  });
});

it("says what to do when the microphone is denied, starts nothing, and offers to type", async () => {
  const { asked, user } = open();
  await user.click(await screen.findByRole("button", { name: "Start interview" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/not allowed to use the microphone/);
  expect(created(asked)).toBeUndefined();
  await user.click(screen.getAllByRole("button", { name: "Type instead" })[0] ?? document.body);
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Type instead" }).checked).toBe(true);
});

it("says plainly which engines are in use", async () => {
  open();
  expect(await screen.findByText("On the built-in recogniser.")).toBeDefined();
});
