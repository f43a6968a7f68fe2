// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { EMPTY_ROOM, type CaptionLine, type Room } from "../../live/room";
import { AnswerBox } from "./AnswerBox";
import { Captions } from "./Captions";
import { Controls } from "./Controls";
import { Notices } from "./Notices";

afterEach(cleanup);

const nothing = () => undefined;
const OPEN: Room = {
  ...EMPTY_ROOM,
  link: { kind: "open" },
  entered: true,
  state: "listening",
  microphone: "open",
};

const line = (change: Partial<CaptionLine>): CaptionLine => ({
  turn: "t1",
  speaker: "candidate",
  text: "",
  unstable: "",
  final: false,
  utterances: [],
  ...change,
});

function controls(room: Room) {
  const onAct = vi.fn();
  render(
    <Controls
      room={room}
      typing={false}
      drawing={false}
      disabled={false}
      onAct={onAct}
      onMicrophone={nothing}
      onEnd={nothing}
      shortcuts={null}
    />,
  );
  return onAct;
}

it("shows sentences whole before they are spoken where captions come first, and what was heard afterwards", () => {
  const sentences = [
    { text: "Good.", offset: 0, samples: 100 },
    { text: "Why that queue?", offset: 100, samples: 300 },
  ];
  const said = (over: boolean) =>
    line({ speaker: "interviewer", utterances: [{ id: 0, sentences, played: 100, over }] });
  const words = () => screen.getByTestId("caption").textContent;
  const { rerender } = render(<Captions room={{ ...OPEN, lines: [said(false)] }} />);
  expect(words()).not.toMatch(/Why/);
  rerender(<Captions room={{ ...OPEN, lines: [said(false)] }} large />);
  expect(words()).toMatch(/Good\. Why that queue\?/);
  rerender(<Captions room={{ ...OPEN, lines: [said(true)] }} large />);
  expect(words()).not.toMatch(/Why/);
});

it("shows what the browser itself is recognising as words of one's own that may change", () => {
  render(<Captions room={{ ...OPEN, dictation: { stable: "A queue", unstable: "there" } }} />);
  const caption = screen.getByTestId("caption");
  expect(caption.dataset).toMatchObject({ speaker: "candidate", final: "false" });
  expect(caption.textContent).toMatch(/A queue there/);
});

it("tells that an answer is being written, but not while there is nothing of it", async () => {
  const onWrite = vi.fn();
  render(<AnswerBox disabled={false} onSend={nothing} onWrite={onWrite} onClose={nothing} />);
  const field = screen.getByRole("textbox", { name: "Type your answer" });
  await userEvent.type(field, "ab");
  await userEvent.clear(field);
  expect(onWrite).toHaveBeenCalledTimes(2);
});

it("marks words that may still change, and holds them back from screen readers until they stand", () => {
  const lines = [
    line({ text: "I would put", unstable: "a queue" }),
    line({ turn: "t0", text: "Yes.", final: true }),
  ];
  render(<Captions room={{ ...OPEN, lines }} />);
  expect(screen.getByRole("log", { name: "Captions" }).getAttribute("aria-live")).toBe("polite");
  expect(screen.getByTestId("unstable").textContent).toBe("a queue");
  const [open, final] = screen.getAllByTestId("caption");
  expect(open?.getAttribute("aria-busy")).toBe("true");
  expect(final?.getAttribute("aria-busy")).toBe("false");
});

it("offers what the room's state allows", async () => {
  const user = userEvent.setup();
  const onAct = controls({ ...OPEN, state: "paused", muted: true });
  expect(screen.getByRole("button", { name: "Done" }).hasAttribute("disabled")).toBe(true);
  await user.click(screen.getByRole("button", { name: "Resume" }));
  await user.click(screen.getByRole("button", { name: "Unmute" }));
  expect(onAct.mock.calls).toEqual([["pause"], ["mute"]]);
});

it("offers the microphone to someone who types", () => {
  controls({ ...OPEN, microphone: "off" });
  expect(screen.queryByRole("button", { name: "Mute" })).toBeNull();
  expect(screen.getByRole("button", { name: "Use microphone" })).toBeDefined();
});

it("sends a typed answer on Enter, makes a new line on Shift+Enter, and sends nothing empty", async () => {
  const user = userEvent.setup();
  const onSend = vi.fn();
  render(<AnswerBox disabled={false} onSend={onSend} onClose={nothing} />);
  await user.keyboard("{Enter}First{Shift>}{Enter}{/Shift}second{Enter}");
  expect(onSend.mock.calls).toEqual([["First\nsecond"]]);
});

it("closes the field on Escape", async () => {
  const onClose = vi.fn();
  render(<AnswerBox disabled={false} onSend={nothing} onClose={onClose} />);
  await userEvent.setup().keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledOnce();
});

it.each([
  [{ link: { kind: "lost", retryMs: 500 } }, /Connection lost/, "Try now"],
  [{ microphone: "lost" }, /unplugged/, "Reconnect microphone"],
  [{ ended: { type: "ended", reason: "taken_over", report: "" } }, /another tab/, "Continue here"],
] as const)("says what is the matter and what to do: %o", (change, words, action) => {
  render(
    <Notices
      room={{ ...OPEN, ...change }}
      onDismiss={nothing}
      onTryNow={nothing}
      onMicrophone={nothing}
      onRejoin={nothing}
    />,
  );
  expect(screen.getByText(words)).toBeDefined();
  expect(screen.getByRole("button", { name: action })).toBeDefined();
});
