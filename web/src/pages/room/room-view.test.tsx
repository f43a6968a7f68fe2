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
