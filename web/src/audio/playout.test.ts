import { beforeEach, describe, expect, it } from "vitest";
import { Playout, type Progress } from "./playout";

const RATE = 48_000;
const BLOCK = 128;
/** Blocks in which any fade is over. */
const FADE_BLOCKS = Math.ceil((0.008 * RATE) / BLOCK) + 1;

let reports: Progress[];
let playout: Playout;

const ones = (count: number): Float32Array => new Float32Array(count).fill(1);

function play(blocks: number): number[] {
  const heard: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const out = new Float32Array(BLOCK);
    playout.fill(out);
    heard.push(...out);
  }
  return heard;
}

const last = (): Progress | undefined => reports.at(-1);

beforeEach(() => {
  reports = [];
  playout = new Playout(RATE, (progress) => reports.push(progress));
});

describe("Playout", () => {
  it("plays utterances in order and reports each one's end with all of its samples", () => {
    playout.push(0, ones(200));
    playout.announce(0, 200);
    playout.push(1, ones(100));
    playout.announce(1, 100);
    expect(play(3).filter((sample) => sample === 1)).toHaveLength(300);
    expect(reports).toEqual([
      { utterance: 0, samples: 200, finished: true },
      { utterance: 1, samples: 100, finished: true },
    ]);
    expect(playout.busy).toBe(false);
  });

  it("reports progress about every 50 ms of what was really played", () => {
    playout.push(3, ones(RATE));
    play(Math.ceil((0.5 * RATE) / BLOCK));
    expect(reports.length).toBeGreaterThanOrEqual(9);
    expect(reports.length).toBeLessThanOrEqual(10);
    expect(reports.every((report) => report.utterance === 3 && !report.finished)).toBe(true);
    expect(last()?.samples).toBeLessThanOrEqual(0.5 * RATE + BLOCK);
  });

  it("counts no silence as played when the voice comes late", () => {
    playout.push(0, ones(64));
    play(50);
    expect(last()).toEqual({ utterance: 0, samples: 64, finished: false });
    playout.push(0, ones(64));
    playout.announce(0, 128);
    play(1);
    expect(last()).toEqual({ utterance: 0, samples: 128, finished: true });
  });

  it("ends an utterance whose end is announced after its samples were played", () => {
    playout.push(0, ones(64));
    play(1);
    playout.announce(0, 64);
    play(1);
    expect(last()).toEqual({ utterance: 0, samples: 64, finished: true });
  });

  it("ends an utterance of no samples at once", () => {
    playout.announce(0, 0);
    play(1);
    expect(last()).toEqual({ utterance: 0, samples: 0, finished: true });
  });

  it("is silent within 10 ms of a pause, by a fade and not a click, and goes on where it stopped", () => {
    playout.push(0, ones(RATE));
    play(4);
    playout.pause();
    const fading = play(FADE_BLOCKS);
    const steps = fading.map((sample, n) => Math.abs(sample - (fading[n - 1] ?? 1)));
    expect(Math.max(...steps)).toBeLessThan(0.01);
    expect(fading.slice(0.01 * RATE).every((sample) => sample === 0)).toBe(true);
    expect(play(100).every((sample) => sample === 0)).toBe(true);
    const paused = last()?.samples ?? 0;
    playout.resume();
    play(FADE_BLOCKS);
    expect(play(1).every((sample) => sample === 1)).toBe(true);
    playout.flush(0);
    play(FADE_BLOCKS);
    expect(last()?.samples).toBeGreaterThan(paused);
    expect(last()?.samples).toBeLessThan(paused + (3 * FADE_BLOCKS + 1) * BLOCK);
  });

  it("is silent within 10 ms of a flush and says how much was played, once and for all", () => {
    playout.push(0, ones(RATE));
    play(10);
    playout.flush(0);
    const fading = play(FADE_BLOCKS);
    expect(fading.slice(0.01 * RATE).every((sample) => sample === 0)).toBe(true);
    expect(last()?.finished).toBe(true);
    expect(last()?.samples).toBeGreaterThanOrEqual(10 * BLOCK);
    expect(last()?.samples).toBeLessThanOrEqual((10 + FADE_BLOCKS) * BLOCK);
    const count = reports.length;
    playout.push(0, ones(RATE));
    expect(play(50).every((sample) => sample === 0)).toBe(true);
    expect(reports).toHaveLength(count);
  });

  it("flushes what is paused and then lets the next utterance through", () => {
    playout.push(0, ones(RATE));
    play(2);
    playout.pause();
    play(FADE_BLOCKS);
    playout.flush(0);
    expect(last()).toMatchObject({ utterance: 0, finished: true });
    playout.push(1, ones(RATE));
    play(FADE_BLOCKS);
    expect(play(1).every((sample) => sample === 1)).toBe(true);
  });

  it("answers for an utterance that is flushed before any of it came", () => {
    playout.flush(4);
    expect(reports).toEqual([{ utterance: 4, samples: 0, finished: true }]);
  });

  it("ignores a flush of what is already over", () => {
    playout.announce(0, 0);
    play(1);
    playout.push(1, ones(BLOCK * 4));
    playout.flush(0);
    expect(play(1).every((sample) => sample === 1)).toBe(true);
    expect(reports).toHaveLength(1);
  });

  it("keeps the next utterance when the one before it is flushed", () => {
    playout.push(0, ones(RATE));
    playout.push(1, ones(RATE));
    play(1);
    playout.flush(0);
    play(2 * FADE_BLOCKS);
    expect(play(1).every((sample) => sample === 1)).toBe(true);
  });

  it("forgets without a report what the server says is over", () => {
    playout.push(0, ones(RATE));
    playout.push(2, ones(BLOCK));
    playout.forget(2);
    playout.announce(2, BLOCK);
    play(1);
    expect(reports).toEqual([{ utterance: 2, samples: BLOCK, finished: true }]);
  });
});
