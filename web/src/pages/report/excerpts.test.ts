import { expect, it } from "vitest";
import { TRANSCRIPT } from "../../testing/samples";
import type { Transcript, Turn } from "../../wire";
import { opening, quoted, secondsAt } from "./excerpts";

const turn: Turn = {
  id: "t1",
  speaker: "candidate",
  phase: "scope",
  start_s: 10,
  end_s: 20,
  text: "First this, then that. And the rest.",
  heard: null,
};
const transcript: Transcript = { ...TRANSCRIPT, turns: [turn] };
const cut = (start: number, end: number) =>
  quoted({ turn: "t1", start, end, start_s: 0, text: turn.text.slice(start, end) }, transcript);

it("puts dots where a quote was cut out of a sentence, and none where the sentence is whole", () => {
  expect(cut(0, 22)).toBe("First this, then that.");
  expect(cut(23, 36)).toBe("And the rest.");
  expect(cut(12, 21)).toBe("… then that …");
  expect(quoted({ turn: "gone", start: 0, end: 4, start_s: 0, text: "lost" }, transcript)).toBe("lost");
});

it("shows how a long answer begins, and a short one whole", () => {
  expect(opening("That's what  I have.")).toBe("That's what I have.");
  expect(opening("word ".repeat(40)).split(" ")).toHaveLength(29);
});

it("finds the second at which words were said", () => {
  expect(secondsAt(turn, 0)).toBe(10);
  expect(secondsAt(turn, 18)).toBe(15);
  expect(secondsAt({ ...turn, text: "" }, 0)).toBe(10);
});
