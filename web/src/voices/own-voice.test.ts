import { beforeEach, describe, expect, it } from "vitest";
import type { Say } from "../wire";
import { OwnVoice, type Heard, type Speaker, type SpeakerEvents } from "./own-voice";

const RATE = 1_000;

const say = (utterance: number, offset: number, samples: number, last = false): Say => ({
  type: "say",
  utterance,
  turn: "t1",
  text: last ? "" : `${utterance}/${offset}`,
  offset,
  samples,
  sample_rate: RATE,
  last,
});

class FakeSpeaker implements Speaker {
  shows = false;
  orders: string[] = [];
  events: SpeakerEvents[] = [];

  get now(): SpeakerEvents {
    const last = this.events.at(-1);
    if (!last) throw new Error("nothing was begun");
    return last;
  }

  begin(text: string, seconds: number, events: SpeakerEvents): void {
    this.orders.push(`${text} in ${seconds} s`);
    this.events.push(events);
  }

  pause(): void {
    this.orders.push("pause");
  }

  resume(): void {
    this.orders.push("resume");
  }

  stop(): void {
    this.orders.push("stop");
  }
}

describe("sentences that the browser speaks by itself", () => {
  let speaker: FakeSpeaker;
  let heard: Heard[];
  let voice: OwnVoice;
  beforeEach(() => {
    speaker = new FakeSpeaker();
    heard = [];
    voice = new OwnVoice(speaker, (each) => heard.push(each));
  });

  it("come one after the other, each in the time that was announced, and are reported to their end", () => {
    voice.say(say(0, 0, 2_000));
    voice.say(say(0, 2_000, 500));
    voice.say(say(0, 2_500, 0, true));
    expect(speaker.orders).toEqual(["0/0 in 2 s"]);
    speaker.now.reached(0.5);
    speaker.now.over();
    expect(speaker.orders.at(-1)).toBe("0/2000 in 0.5 s");
    speaker.now.over();
    expect(heard).toEqual([
      { utterance: 0, samples: 1_000, finished: false },
      { utterance: 0, samples: 2_000, finished: false },
      { utterance: 0, samples: 2_500, finished: false },
      { utterance: 0, samples: 2_500, finished: true },
    ]);
  });

  it("wait while they are held, and go on where they were", () => {
    voice.pause();
    voice.say(say(0, 0, 1_000));
    expect(speaker.orders).toEqual([]);
    voice.resume();
    voice.pause();
    voice.pause();
    voice.resume();
    expect(speaker.orders).toEqual(["0/0 in 1 s", "pause", "resume"]);
  });

  it("stop when flushed, and tell how far a voice had got", () => {
    voice.say(say(0, 0, 1_000));
    const first = speaker.now;
    first.reached(0.25);
    voice.flush(0);
    first.over();
    voice.say(say(0, 1_000, 1_000));
    expect(speaker.orders.at(-1)).toBe("stop");
    expect(heard.at(-1)).toEqual({ utterance: 0, samples: 250, finished: true });
    expect(heard).toHaveLength(2);
  });

  it("count as read when flushed, as far as they stood on the screen", () => {
    speaker.shows = true;
    voice.say(say(0, 0, 1_000));
    voice.say(say(0, 1_000, 500));
    voice.flush(0);
    expect(heard.at(-1)).toEqual({ utterance: 0, samples: 1_500, finished: true });
  });

  it("of which nothing came yet are over all the same", () => {
    voice.flush(3);
    expect(heard).toEqual([{ utterance: 3, samples: 0, finished: true }]);
    voice.flush(3);
    expect(heard).toHaveLength(1);
  });

  it("that are over for the service are dropped without a word, and the next ones begin", () => {
    voice.say(say(0, 0, 1_000));
    voice.say(say(2, 0, 1_000));
    voice.forget(2);
    expect(heard).toEqual([]);
    expect(speaker.orders.slice(-2)).toEqual(["stop", "2/0 in 1 s"]);
  });
});
