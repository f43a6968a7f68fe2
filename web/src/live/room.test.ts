import { describe, expect, it } from "vitest";
import type { ServerMessage } from "../wire";
import {
  elapsedSeconds,
  EMPTY_ROOM,
  heardText,
  lineText,
  reduce,
  RESTORED,
  type Room,
  type RoomEvent,
} from "./room";

const READY: ServerMessage = {
  type: "ready",
  protocol: "viva.v1",
  interview: "i1",
  state: "listening",
  persona: "Maya",
  last_audio: null,
  elapsed_s: 60,
  total_s: 2_700,
  phase: "scope",
  phases: [{ id: "scope", title: "Scope", planned_s: 300, spent_s: 60 }],
  lines: [{ turn: "t1", speaker: "interviewer", text: "Welcome.", start_s: 0 }],
  problem: "Design a chat.",
  sample_rate: 22_050,
  utterance: 1,
  muted: false,
  board: null,
};

const told = (message: ServerMessage, at = 0): RoomEvent => ({ kind: "message", message, at });

function after(...events: (RoomEvent | ServerMessage)[]): Room {
  return events.reduce<Room>(
    (room, event) => reduce(room, "kind" in event ? event : told(event)),
    reduce(EMPTY_ROOM, told(READY)),
  );
}

const second = (room: Room): string => room.lines.slice(1, 2).map(lineText).join();

const caption = (stable: string, unstable = "", final = false): ServerMessage => ({
  type: "caption",
  turn: "t2",
  stable,
  unstable,
  final,
});
const say = (text: string, offset: number, samples: number, last = false): ServerMessage => ({
  type: "say",
  utterance: 1,
  turn: "t3",
  text,
  offset,
  samples,
  sample_rate: 22_050,
  last,
});
const played = (samples: number, finished = false): RoomEvent => ({
  kind: "played",
  utterance: 1,
  samples,
  finished,
});

describe("the room", () => {
  it("shows where the interview stands when it is ready", () => {
    const room = after();
    expect(room.link.kind).toBe("open");
    expect(room.persona).toBe("Maya");
    expect(room.lines.map(lineText)).toEqual(["Welcome."]);
  });

  it("marks words that may still change, and drops the mark when the turn is stored", () => {
    const heard = after(caption("I would", "put a"));
    expect(heard.lines.at(-1)).toMatchObject({ text: "I would", unstable: "put a", final: false });
    const stored = after(caption("I would", "put a"), caption("I would put a queue there.", "", true));
    expect(stored.lines).toHaveLength(2);
    expect(stored.lines.at(-1)).toMatchObject({
      text: "I would put a queue there.",
      unstable: "",
      final: true,
    });
  });

  it("takes back a caption that turns out to be nothing", () => {
    expect(after(caption("", "uh"), caption("", "")).lines).toHaveLength(1);
  });

  it("shows a sentence of the interviewer when its sound begins", () => {
    const announced = after(
      say("Why that queue?", 0, 1_000),
      say("What fails without it?", 1_000, 1_000, true),
    );
    expect(second(announced)).toBe("Why that queue?");
    const further = reduce(announced, played(1_001));
    expect(second(further)).toBe("Why that queue? What fails without it?");
    expect(further.lines[1]?.final).toBe(false);
    expect(reduce(further, played(2_000, true)).lines[1]?.final).toBe(true);
  });

  it("keeps only the words heard when the interviewer is interrupted", () => {
    const room = after(say("Why is that queue between them?", 0, 3_100, true), played(1_000, true));
    expect(second(room)).toBe("Why is that —");
  });

  it("shows a sentence that could not be spoken when its turn comes", () => {
    const sentences = [
      { text: "Why that queue?", offset: 0, samples: 100 },
      { text: "What fails without it?", offset: 100, samples: 0 },
    ];
    expect(heardText({ id: 1, sentences, played: 99, over: false })).toBe("Why that queue?");
    expect(heardText({ id: 1, sentences, played: 100, over: true })).toBe(
      "Why that queue? What fails without it?",
    );
  });

  it("keeps nothing of a sentence that was never heard", () => {
    const utterance = {
      id: 1,
      sentences: [{ text: "Hello.", offset: 0, samples: 10 }],
      played: 0,
      over: true,
    };
    expect(heardText(utterance)).toBe("");
  });

  it("replaces its captions by the server's after a reconnect", () => {
    const room = after(caption("half a", "sentence"), READY);
    expect(room.lines.map(lineText)).toEqual(["Welcome."]);
  });

  it("counts the clock on between two messages, but not while paused or disconnected", () => {
    const room = after();
    expect(elapsedSeconds(room, 5_000)).toBe(65);
    const paused = reduce(room, told({ type: "state", state: "paused" }, 5_000));
    expect(elapsedSeconds(paused, 90_000)).toBe(65);
    const lost = reduce(room, { kind: "lost", retryMs: 500, at: 3_000 });
    expect(elapsedSeconds(lost, 90_000)).toBe(63);
  });

  it("shows a notice of one kind once, and the newest three", () => {
    const notice = (code: string): ServerMessage => ({ type: "notice", code, text: code });
    const room = after(notice("a"), notice("b"), notice("a"), notice("c"), notice("d"));
    expect(room.notices.map(({ code }) => code)).toEqual(["a", "c", "d"]);
    const id = room.notices[0]?.id ?? -1;
    expect(reduce(room, { kind: "dismissed", id }).notices.map(({ code }) => code)).toEqual(["c", "d"]);
  });

  it("shows what was refused as a notice, and goes on", () => {
    const room = after({ type: "error", code: "too_long", message: "Shorter, please." });
    expect(room.notices.at(-1)?.text).toBe("Shorter, please.");
    expect(room.link.kind).toBe("open");
  });

  it("says that the connection is back, once it was lost", () => {
    expect(after().notices).toEqual([]);
    const room = after({ kind: "lost", retryMs: 500, at: 0 }, READY);
    expect(room.notices.map(({ code }) => code)).toEqual([RESTORED]);
  });

  it("is over when it is told so", () => {
    const room = after({ type: "ended", reason: "finished", report: "/r" });
    expect(room.state).toBe("ended");
    expect(room.ended?.reason).toBe("finished");
  });
});
