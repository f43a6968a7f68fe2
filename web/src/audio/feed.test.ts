import { beforeEach, describe, expect, it } from "vitest";
import { Feed, readVoiceFrame } from "./feed";
import { Playout, type Progress } from "./playout";

const VOICE = 22_050;
const CONTEXT = 48_000;

function bytesOf(utterance: number, offset: number, samples: number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(8 + 2 * samples.length));
  view.setUint32(0, utterance, true);
  view.setUint32(4, offset, true);
  samples.forEach((sample, n) => {
    view.setInt16(8 + 2 * n, sample, true);
  });
  return view.buffer;
}

let pushed: number;
let announced: number[];
let feed: Feed;

beforeEach(() => {
  pushed = 0;
  announced = [];
  feed = new Feed(CONTEXT, {
    push: (_, samples) => (pushed += samples.length),
    announce: (_, total) => announced.push(total),
  });
});

const sentence = (offset: number, samples: number, last: boolean) => ({
  utterance: 0,
  offset,
  samples,
  sample_rate: VOICE,
  last,
});
const frame = (offset: number, count: number, utterance = 0) => ({
  utterance,
  offset,
  samples: new Float32Array(count),
});

describe("readVoiceFrame", () => {
  it("reads utterance, offset and samples, little-endian", () => {
    expect(readVoiceFrame(bytesOf(7, 300, [16_384, -32_768]))).toEqual({
      utterance: 7,
      offset: 300,
      samples: new Float32Array([0.5, -1]),
    });
  });

  it("takes what is too short for no frame", () => {
    expect(readVoiceFrame(new ArrayBuffer(5))).toBeNull();
    expect(readVoiceFrame(new ArrayBuffer(9))).toBeNull();
  });
});

describe("Feed", () => {
  it("announces the end once the last sentence has come whole", () => {
    feed.say(sentence(0, 1_000, false));
    feed.audio(frame(0, 1_000));
    feed.say(sentence(1_000, 500, true));
    feed.audio(frame(1_000, 499));
    expect(announced).toEqual([]);
    feed.audio(frame(1_499, 1));
    expect(announced).toEqual([pushed]);
    expect(Math.abs(pushed - (1_500 * CONTEXT) / VOICE)).toBeLessThan(2);
  });

  it("announces the end when the last sentence is empty", () => {
    feed.say(sentence(0, 1_000, false));
    feed.audio(frame(0, 1_000));
    feed.say(sentence(1_000, 0, true));
    expect(announced).toEqual([pushed]);
  });

  it("says what was played in samples of the announced rate", () => {
    feed.say(sentence(0, VOICE, true));
    feed.audio(frame(0, VOICE));
    expect(feed.played({ utterance: 0, samples: CONTEXT / 2, finished: false })).toEqual({
      type: "played",
      utterance: 0,
      samples: VOICE / 2,
      finished: false,
    });
    expect(feed.played({ utterance: 0, samples: pushed, finished: true }).samples).toBe(VOICE);
  });

  it("never claims to have played more than it was sent", () => {
    feed.say(sentence(0, 1_000, false));
    feed.audio(frame(0, 100));
    expect(feed.played({ utterance: 0, samples: 9_999, finished: false }).samples).toBe(100);
  });

  it("skips what is sent twice after a reconnect, and fills a gap with silence", () => {
    feed.say(sentence(0, 1_000, true));
    feed.audio(frame(0, 600));
    feed.audio(frame(500, 200));
    feed.audio(frame(900, 100));
    expect(Math.abs(pushed - (1_000 * CONTEXT) / VOICE)).toBeLessThan(2);
    expect(announced).toHaveLength(1);
  });

  it("drops frames of a voice that is over or was never announced", () => {
    feed.audio(frame(0, 100, 9));
    feed.say(sentence(0, 1_000, false));
    feed.forget(1);
    feed.audio(frame(0, 100));
    expect(pushed).toBe(0);
  });

  it("plays to the last sample through the worklet's logic", () => {
    const reports: Progress[] = [];
    const playout = new Playout(CONTEXT, (progress) => reports.push(progress));
    const whole = new Feed(CONTEXT, playout);
    whole.say(sentence(0, 2_000, true));
    for (let at = 0; at < 2_000; at += 441) whole.audio(frame(at, Math.min(441, 2_000 - at)));
    for (let block = 0; block < 40; block += 1) playout.fill(new Float32Array(128));
    const end = reports.at(-1);
    expect(end?.finished).toBe(true);
    expect(end && whole.played(end)).toEqual({
      type: "played",
      utterance: 0,
      samples: 2_000,
      finished: true,
    });
  });
});
