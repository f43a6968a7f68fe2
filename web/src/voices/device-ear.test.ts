import { beforeEach, describe, expect, it } from "vitest";
import { AGAIN_MS, DeviceEar, REST_MS, type Recognition } from "./device-ear";

class FakeRecognition implements Recognition {
  onresult: Recognition["onresult"] = null;
  onend: Recognition["onend"] = null;
  onerror: Recognition["onerror"] = null;
  running = false;
  refuses = false;

  start(): void {
    if (this.refuses) throw new Error("already started");
    this.running = true;
  }

  abort(): void {
    this.running = false;
    this.onend?.();
  }

  hears(words: string, isFinal: boolean): void {
    this.onresult?.({ resultIndex: 0, results: [{ isFinal, 0: { transcript: words } }] });
  }
}

class Desk {
  made: FakeRecognition[] = [];
  sent: string[] = [];
  shown: [string, string][] = [];
  composed = 0;
  troubles: (string | null)[] = [];
  #ms = 0;
  #waiting: { at: number; callback: () => void }[] = [];

  ear = new DeviceEar({
    make: () => {
      const fresh = new FakeRecognition();
      this.made.push(fresh);
      return fresh;
    },
    send: (text) => this.sent.push(text),
    show: (stable, unstable) => this.shown.push([stable, unstable]),
    composing: () => (this.composed += 1),
    trouble: (trouble) => this.troubles.push(trouble),
    later: (callback, ms) => {
      const entry = { at: this.#ms + ms, callback };
      this.#waiting.push(entry);
      return () => {
        this.#waiting = this.#waiting.filter((each) => each !== entry);
      };
    },
  });

  get recogniser(): FakeRecognition {
    const last = this.made.at(-1);
    if (!last) throw new Error("no recogniser was made");
    return last;
  }

  pass(ms: number): void {
    this.#ms += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#ms);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#ms);
    for (const { callback } of due) callback();
  }
}

describe("a recogniser on the device", () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
    desk.ear.listen(true);
  });

  it("hands over an answer once its speaker has rested, and not in the pauses of a thinker", () => {
    desk.recogniser.hears("I would put", false);
    desk.recogniser.hears("I would put a queue", true);
    desk.pass(REST_MS - 1);
    desk.recogniser.hears("between them", true);
    desk.pass(REST_MS - 1);
    expect(desk.sent).toEqual([]);
    expect(desk.shown).toContainEqual(["I would put a queue between them", ""]);
    desk.pass(1);
    expect(desk.sent).toEqual(["I would put a queue between them"]);
    expect(desk.shown.at(-1)).toEqual(["", ""]);
  });

  it("hands over at once on Done, unstable words too, and each word once", () => {
    desk.recogniser.hears("A queue", true);
    const before = desk.recogniser;
    before.hears("there", false);
    expect(desk.ear.done()).toBe(true);
    expect(desk.sent).toEqual(["A queue there"]);
    before.hears("there", true);
    desk.pass(REST_MS);
    expect(desk.sent).toHaveLength(1);
    expect(desk.recogniser.running).toBe(true);
    expect(desk.ear.done()).toBe(false);
  });

  it("tells that an answer is being made", () => {
    desk.recogniser.hears("and", false);
    desk.recogniser.hears("and then", false);
    expect(desk.composed).toBe(2);
  });

  it("hears nothing while it is not to listen, and keeps what it had", () => {
    desk.recogniser.hears("A queue", true);
    desk.ear.listen(false);
    expect(desk.recogniser.running).toBe(false);
    desk.pass(REST_MS);
    expect(desk.sent).toEqual(["A queue"]);
    expect(desk.made).toHaveLength(1);
  });

  it("goes on after a recogniser that ended by itself, with longer waits while none will start", () => {
    desk.recogniser.onend?.();
    desk.pass(AGAIN_MS);
    expect(desk.made).toHaveLength(2);
    desk.recogniser.onend?.();
    desk.pass(AGAIN_MS);
    expect(desk.made).toHaveLength(2);
    desk.pass(AGAIN_MS);
    expect(desk.made).toHaveLength(3);
  });

  it.each([
    ["not-allowed", "denied"],
    ["audio-capture", "absent"],
    ["language-not-supported", "failed"],
  ])("says that it cannot hear after %s, and tries no more", (error, trouble) => {
    desk.recogniser.onerror?.({ error });
    desk.recogniser.onend?.();
    desk.pass(60_000);
    expect(desk.troubles).toEqual([trouble]);
    expect(desk.made).toHaveLength(1);
  });

  it("takes a silence that the recogniser complains of for what it is", () => {
    desk.recogniser.onerror?.({ error: "no-speech" });
    desk.recogniser.onend?.();
    desk.pass(AGAIN_MS);
    expect(desk.troubles).toEqual([]);
    expect(desk.recogniser.running).toBe(true);
  });
});
