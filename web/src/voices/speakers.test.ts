import { describe, expect, it } from "vitest";
import { DeviceSpeaker, ReadingSpeaker, type Timers } from "./speakers";

/** A clock moved by hand, with what is to be called again and again. */
class FakeTimers implements Timers {
  ms = 0;
  #calls = new Set<() => void>();

  now(): number {
    return this.ms;
  }

  every(callback: () => void): () => void {
    this.#calls.add(callback);
    return () => this.#calls.delete(callback);
  }

  pass(ms: number): void {
    this.ms += ms;
    for (const call of [...this.#calls]) call();
  }

  get busy(): boolean {
    return this.#calls.size > 0;
  }
}

const told = () => {
  const shares: number[] = [];
  let ends = 0;
  return {
    shares,
    ends: () => ends,
    events: { reached: (share: number) => shares.push(share), over: () => (ends += 1) },
  };
};

describe("a speaker without sound", () => {
  it("lets read for as long as announced, pauses left out", () => {
    const timers = new FakeTimers();
    const reading = new ReadingSpeaker(timers);
    const { shares, ends, events } = told();
    reading.begin("Why that queue?", 2, events);
    timers.pass(500);
    reading.pause();
    timers.pass(60_000);
    reading.resume();
    timers.pass(1_000);
    expect(shares).toEqual([0.25, 0.25, 0.75]);
    timers.pass(500);
    expect(ends()).toBe(1);
    expect(timers.busy).toBe(false);
  });

  it("stops at once, and takes no time over nothing", () => {
    const timers = new FakeTimers();
    const reading = new ReadingSpeaker(timers);
    const { ends, events } = told();
    reading.begin("Why?", 2, events);
    reading.stop();
    timers.pass(5_000);
    expect(ends()).toBe(0);
    reading.begin("", 0, events);
    timers.pass(1);
    expect(ends()).toBe(1);
  });
});

describe("a voice of the device", () => {
  const open = () => {
    const orders: string[] = [];
    const said: Partial<Record<"onboundary" | "onend" | "onerror", (event: unknown) => void>>[] = [];
    const synthesis = {
      paused: false,
      speak: () => orders.push("speak"),
      cancel: () => orders.push("cancel"),
      pause: () => orders.push("pause"),
      resume: () => orders.push("resume"),
    };
    const utter = () => {
      const utterance = {};
      said.push(utterance);
      return utterance as SpeechSynthesisUtterance;
    };
    const timers = new FakeTimers();
    const speaker = new DeviceSpeaker(synthesis, utter, timers);
    return { orders, said, synthesis, timers, speaker };
  };

  it("tells how far it is by the words it reaches, and when it is over, however it ends", () => {
    const { said, speaker } = open();
    for (const end of ["onend", "onerror"] as const) {
      const { shares, ends, events } = told();
      speaker.begin("Why a queue", 2, events);
      said.at(-1)?.onboundary?.({ charIndex: 4 });
      expect(shares).toEqual([4 / 11]);
      said.at(-1)?.[end]?.({});
      expect(ends()).toBe(1);
    }
  });

  it("is taken for over when it never says so, but not while it pauses", () => {
    const { speaker, synthesis, timers } = open();
    const { ends, events } = told();
    speaker.begin("Why?", 1, events);
    synthesis.paused = true;
    timers.pass(60_000);
    expect(ends()).toBe(0);
    synthesis.paused = false;
    timers.pass(8_001);
    expect(ends()).toBe(1);
    expect(timers.busy).toBe(false);
  });

  it("is silent at once when it is stopped, and ready for the next sentence", () => {
    const { orders, speaker, timers } = open();
    const { ends, events } = told();
    speaker.begin("Why?", 1, events);
    speaker.pause();
    speaker.stop();
    expect(orders).toEqual(["speak", "pause", "cancel", "resume"]);
    timers.pass(60_000);
    expect(ends()).toBe(0);
  });
});
