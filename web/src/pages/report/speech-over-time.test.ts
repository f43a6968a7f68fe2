import { expect, it } from "vitest";
import type { Turn } from "../../wire";
import { speechOverTime } from "./speech-over-time";

function turn(speaker: Turn["speaker"], start_s: number, end_s: number, words: number): Turn {
  const text = Array.from({ length: words }, () => "word").join(" ");
  return { id: `${speaker}${start_s}`, speaker, phase: "scope", start_s, end_s, text, heard: null };
}

it("spreads a turn over the stretches that it covers", () => {
  const found = speechOverTime([turn("candidate", 0, 120, 240)]);
  expect(found.map(({ startS }) => startS)).toEqual([0, 60]);
  expect(found.map(({ talk }) => talk)).toEqual([1, 1]);
  expect(found.map(({ pace }) => pace)).toEqual([120, 120]);
});

it("shares the talking between both voices and leaves silence out", () => {
  const [first, second] = speechOverTime([
    turn("interviewer", 0, 10, 20),
    turn("candidate", 20, 50, 60),
    turn("interviewer", 100, 120, 40),
  ]);
  expect(first?.talk).toBeCloseTo(0.75);
  expect(second).toEqual({ startS: 60, talk: 0, pace: null });
});

it("draws a long interview in at most fifteen stretches, and nothing of nothing", () => {
  expect(speechOverTime([turn("candidate", 0, 5_400, 9_000)])).toHaveLength(15);
  expect(speechOverTime([])).toEqual([]);
});
