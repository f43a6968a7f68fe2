import { beforeEach, describe, expect, it } from "vitest";
import type { ClientMessage, Ready, ServerMessage } from "../wire";
import type { Socket } from "./connection";
import type { RoomEvent } from "./room";
import { COMPOSING_EVERY_MS, LiveSession } from "./session";

const RATE = 16_000;

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly messages: ClientMessage[] = [];
  readonly sequences: number[] = [];
  readonly loudest: number[] = [];

  send(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      this.messages.push(JSON.parse(data) as ClientMessage);
      return;
    }
    this.sequences.push(new DataView(data).getUint32(0, true));
    this.loudest.push(Math.max(...new Int16Array(data, 4).map(Math.abs)));
  }

  close(): void {
    this.onclose = null;
  }

  tell(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const ready = (change: Partial<Ready> = {}): Ready => ({
  type: "ready",
  protocol: "viva.v1",
  interview: "i1",
  state: "listening",
  persona: "Maya",
  last_audio: null,
  elapsed_s: 0,
  total_s: 2_700,
  phase: "scope",
  phases: [],
  lines: [],
  problem: "",
  sample_rate: RATE,
  utterance: 0,
  muted: false,
  board: null,
  ...change,
});

let sockets: FakeSocket[];
let told: RoomEvent[];
let orders: string[];
let session: LiveSession;
let now: number;

const socket = (): FakeSocket => sockets.at(-1) ?? new FakeSocket();
const types = (): string[] => socket().messages.map((message) => message.type);
/** A second of loud microphone: 25 frames. */
const speak = (): void => {
  session.hear(new Float32Array(RATE).fill(0.5), RATE);
};

async function enter(change: Partial<Ready> = {}): Promise<void> {
  await session.enter();
  socket().onopen?.();
  socket().tell(ready(change));
}

beforeEach(() => {
  now = 0;
  sockets = [];
  told = [];
  orders = [];
  session = new LiveSession({
    line: {
      admit: () => Promise.resolve("/live"),
      open: () => {
        const fresh = new FakeSocket();
        sockets.push(fresh);
        return fresh;
      },
      later: () => () => undefined,
      chance: () => 0,
    },
    tell: (event) => told.push(event),
    level: () => undefined,
    now: () => now,
  });
  session.speakThrough({
    rate: RATE,
    push: (utterance, samples) => orders.push(`push ${utterance} ${samples.length}`),
    announce: (utterance, total) => orders.push(`announce ${utterance} ${total}`),
    pause: () => orders.push("pause"),
    resume: () => orders.push("resume"),
    flush: (utterance) => orders.push(`flush ${utterance}`),
    forget: (below) => orders.push(`forget ${below}`),
  });
  session.listenAt(RATE);
});

describe("a live session", () => {
  it("says hello first and sends no audio before the room is ready", async () => {
    await session.enter();
    socket().onopen?.();
    speak();
    expect(socket().messages).toEqual([
      { type: "hello", protocol: "viva.v1", microphone: true, sound: true },
    ]);
    expect(socket().sequences).toEqual([]);
  });

  it("says so when the candidate will only type", async () => {
    session.listenAt(null);
    await enter();
    expect(socket().messages[0]).toMatchObject({ type: "hello", microphone: false });
  });

  it("asks for no sound where sentences are read here, hands them over, and tells how far they were read", async () => {
    session.letRead({
      say: ({ text }) => orders.push(`say ${text}`),
      pause: () => orders.push("pause"),
      resume: () => orders.push("resume"),
      flush: (utterance) => orders.push(`flush ${utterance}`),
      forget: (below) => orders.push(`forget ${below}`),
    });
    await enter();
    expect(socket().messages[0]).toMatchObject({ type: "hello", sound: false });
    const said = { utterance: 0, turn: "t1", offset: 0, samples: 800, sample_rate: RATE, last: false };
    socket().tell({ type: "say", text: "Why?", ...said });
    socket().tell({ type: "clear", utterance: 0, action: "flush" });
    expect(orders.filter((order) => /say|flush/.test(order))).toEqual(["say Why?", "flush 0"]);
    session.heard({ utterance: 0, samples: 400, finished: true });
    expect(socket().messages.at(-1)).toEqual({ type: "played", utterance: 0, samples: 400, finished: true });
    expect(told.at(-1)).toMatchObject({ kind: "played", samples: 400 });
  });

  it("tells that an answer is being made, but not with every letter", async () => {
    await enter();
    for (let index = 0; index < 5; index += 1) session.composing();
    expect(types().filter((type) => type === "composing")).toHaveLength(1);
    now += COMPOSING_EVERY_MS;
    session.composing();
    expect(types().filter((type) => type === "composing")).toHaveLength(2);
  });

  it("greets anew when someone who typed takes to the microphone", async () => {
    session.listenAt(null);
    await enter();
    session.listenAt(RATE);
    await Promise.resolve();
    socket().onopen?.();
    expect(sockets).toHaveLength(2);
    expect(socket().messages[0]).toMatchObject({ type: "hello", microphone: true });
  });

  it("numbers its audio on from what the server stored of an earlier page", async () => {
    await enter({ last_audio: 99 });
    speak();
    expect(socket().sequences[0]).toBe(100);
    expect(socket().sequences).toHaveLength(25);
  });

  it("sends again, in order, what was said while the connection was lost", async () => {
    await enter();
    speak();
    socket().tell({ type: "ack", sequence: 19 });
    socket().onclose?.();
    speak();
    await enter({ last_audio: 21 });
    expect(socket().sequences).toEqual(Array.from({ length: 28 }, (_, n) => 22 + n));
    speak();
    expect(socket().sequences.at(-1)).toBe(74);
  });

  it("does not repeat itself when another page went on in between", async () => {
    await enter();
    speak();
    await enter({ last_audio: 500 });
    expect(socket().sequences).toEqual([]);
    speak();
    expect(socket().sequences[0]).toBe(501);
  });

  it("sends silence while muted, so that nothing said is heard and time goes on", async () => {
    await enter();
    session.mute(true);
    speak();
    expect(socket().loudest.every((level) => level === 0)).toBe(true);
    expect(socket().sequences).toHaveLength(25);
    expect(types()).toContain("mute");
    session.mute(false);
    speak();
    expect(socket().loudest.at(-1)).toBeGreaterThan(10_000);
  });

  it("is still muted after a reconnect", async () => {
    await enter();
    session.mute(true);
    await enter({ muted: false });
    expect(socket().messages.at(-1)).toEqual({ type: "mute", muted: true });
  });

  it("sends nothing of the microphone while the room is paused", async () => {
    await enter();
    socket().tell({ type: "state", state: "paused" });
    speak();
    expect(socket().sequences).toEqual([]);
    expect(orders.at(-1)).toBe("pause");
    socket().tell({ type: "state", state: "listening" });
    speak();
    expect(socket().sequences).toHaveLength(25);
    expect(orders.at(-1)).toBe("resume");
  });

  it("keeps a typed answer until the line is back", async () => {
    await enter();
    socket().onclose?.();
    session.type("Two hundred thousand a day.");
    session.done();
    await enter();
    expect(types()).toEqual(["hello", "typed"]);
  });

  it("pauses, resumes and flushes the voice as told", async () => {
    await enter();
    orders = [];
    socket().tell({ type: "clear", utterance: 0, action: "pause" });
    socket().tell({ type: "clear", utterance: 0, action: "resume" });
    socket().tell({ type: "clear", utterance: 0, action: "pause" });
    socket().tell({ type: "clear", utterance: 0, action: "flush" });
    expect(orders).toEqual(["pause", "resume", "pause", "flush 0", "resume"]);
  });

  it("reports what was really played", async () => {
    await enter();
    socket().tell({
      type: "say",
      utterance: 0,
      turn: "t1",
      text: "Hello.",
      offset: 0,
      samples: 100,
      sample_rate: RATE,
      last: true,
    });
    const frame = new ArrayBuffer(8 + 200);
    socket().onmessage?.({ data: frame });
    expect(orders).toContain("announce 0 100");
    session.progress({ utterance: 0, samples: 100, finished: true });
    expect(socket().messages.at(-1)).toEqual({ type: "played", utterance: 0, samples: 100, finished: true });
    expect(told.at(-1)).toEqual({ kind: "played", utterance: 0, samples: 100, finished: true });
  });

  it("drops the voice that is over when it comes back", async () => {
    await enter({ utterance: 3 });
    expect(orders).toContain("forget 3");
  });

  it("notices a microphone from which nothing comes, and its return", async () => {
    await enter();
    session.hear(new Float32Array(RATE * 9), RATE);
    expect(told.at(-1)).toEqual({ kind: "microphone", state: "silent" });
    speak();
    expect(told.at(-1)).toEqual({ kind: "microphone", state: "open" });
  });

  it("does not come back once the interview is over", async () => {
    await enter();
    const last = socket();
    last.tell({ type: "ended", reason: "finished", report: "/r" });
    expect(last.onclose).toBeNull();
    speak();
    expect(last.sequences).toEqual([]);
  });
});
