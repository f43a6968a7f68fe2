/** What the room shows, as a pure function of what happened. */

import type { MicrophoneFault } from "../audio/studio";
import { strings } from "../strings";
import type { BoardView, Caption, Ended, PhaseView, Say, ServerMessage, State } from "../wire";

export type RoomState = State["state"];

/** A sentence of the interviewer and where its audio lies in the utterance, in samples. */
export interface Sentence {
  readonly text: string;
  readonly offset: number;
  readonly samples: number;
}

/** What is being said aloud: shown as it is heard. */
export interface Utterance {
  readonly id: number;
  readonly sentences: readonly Sentence[];
  readonly played: number;
  readonly over: boolean;
}

/** A turn in the captions. */
export interface CaptionLine {
  readonly turn: string;
  readonly speaker: "interviewer" | "candidate";
  /** The words that will not change. */
  readonly text: string;
  /** The candidate's words that still may. */
  readonly unstable: string;
  readonly final: boolean;
  readonly utterances: readonly Utterance[];
}

export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "lost"; readonly retryMs: number }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export type MicrophoneState = "off" | "open" | "silent" | "lost" | MicrophoneFault;

export interface RoomNotice {
  readonly id: number;
  readonly code: string;
  readonly text: string;
}

export interface Clock {
  readonly elapsedS: number;
  readonly totalS: number;
  /** Milliseconds on the page's clock when this was told. */
  readonly toldAt: number;
}

export interface Room {
  readonly link: Link;
  /** False until the first `ready`. */
  readonly entered: boolean;
  readonly state: RoomState;
  readonly persona: string;
  readonly problem: string;
  readonly phase: string;
  readonly phases: readonly PhaseView[];
  readonly clock: Clock;
  readonly lines: readonly CaptionLine[];
  /** What this browser is recognising by itself, not sent yet. */
  readonly dictation: { readonly stable: string; readonly unstable: string };
  readonly notices: readonly RoomNotice[];
  readonly muted: boolean;
  readonly microphone: MicrophoneState;
  /** The whiteboard as the service has it; null while nothing has been drawn. */
  readonly board: BoardView | null;
  readonly ended: Ended | null;
  readonly noticeCount: number;
}

export const EMPTY_ROOM: Room = {
  link: { kind: "connecting" },
  entered: false,
  state: "thinking",
  persona: "",
  problem: "",
  phase: "",
  phases: [],
  clock: { elapsedS: 0, totalS: 0, toldAt: 0 },
  lines: [],
  dictation: { stable: "", unstable: "" },
  notices: [],
  muted: false,
  microphone: "off",
  board: null,
  ended: null,
  noticeCount: 0,
};

export type RoomEvent =
  | { readonly kind: "message"; readonly message: ServerMessage; readonly at: number }
  | {
      readonly kind: "played";
      readonly utterance: number;
      readonly samples: number;
      readonly finished: boolean;
    }
  | { readonly kind: "lost"; readonly retryMs: number; readonly at: number }
  | { readonly kind: "retrying" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  | { readonly kind: "dictated"; readonly stable: string; readonly unstable: string }
  | { readonly kind: "muted"; readonly muted: boolean }
  | { readonly kind: "microphone"; readonly state: MicrophoneState }
  | { readonly kind: "dismissed"; readonly id: number };

const NOTICES_SHOWN = 3;
/** The code of the notice that the connection is back: it may go by itself. */
export const RESTORED = "connection_restored";

/** Seconds of interview time now. */
export function elapsedSeconds(room: Pick<Room, "clock" | "state" | "link">, now: number): number {
  const { elapsedS, toldAt } = room.clock;
  const running = room.link.kind === "open" && room.state !== "paused" && room.state !== "ended";
  return running ? elapsedS + Math.max(0, now - toldAt) / 1_000 : elapsedS;
}

/**
 * The words of an utterance that have been heard: whole sentences as they begin, cut to the word once it is over.
 * A sentence without sound is shown in its turn.
 */
export function heardText(utterance: Utterance): string {
  const parts: string[] = [];
  for (const sentence of utterance.sentences) {
    const into = utterance.played - sentence.offset;
    const first = sentence.offset === 0 && !utterance.over;
    if (!(into > 0 || first || (sentence.samples === 0 && into === 0)) || !sentence.text) continue;
    parts.push(utterance.over && into < sentence.samples ? cut(sentence, into) : sentence.text);
  }
  return parts.filter(Boolean).join(" ");
}

/** Letters' worth of time a synthesizer pauses after a mark. */
const PAUSES: Readonly<Record<string, number>> = { ",": 2, ";": 3, ":": 3, ".": 3, "!": 3, "?": 3 };

/** How long a word takes, in letters; as the service reckons, so that captions and transcript agree. */
function weight(word: string): number {
  return Math.max(1, word.match(/[\p{L}\p{N}_]/gu)?.length ?? 0) + 1 + (PAUSES[word.at(-1) ?? ""] ?? 0);
}

/** The words of the sentence whose middle was played. */
function cut(sentence: Sentence, samples: number): string {
  const words = sentence.text.split(/\s+/).filter(Boolean);
  const total = words.reduce((sum, word) => sum + weight(word), 0);
  const reached = (total * samples) / sentence.samples;
  let end = 0;
  const heard = words.filter((word) => {
    end += weight(word);
    return end - weight(word) / 2 <= reached;
  });
  return heard.length > 0 ? `${heard.join(" ")} —` : "";
}

/** All words of an utterance that were announced while it lasts; then those that were heard. */
function announcedText(utterance: Utterance): string {
  if (utterance.over) return heardText(utterance);
  return utterance.sentences
    .map(({ text }) => text)
    .filter(Boolean)
    .join(" ");
}

/** All words of a line as shown. */
export function lineText(line: CaptionLine): string {
  return [line.text, ...line.utterances.map(heardText)].filter(Boolean).join(" ");
}

/** The same, with sentences that are known and not spoken yet: for who reads instead of hearing. */
export function lineTextAhead(line: CaptionLine): string {
  return [line.text, ...line.utterances.map(announcedText)].filter(Boolean).join(" ");
}

export function reduce(room: Room, event: RoomEvent): Room {
  switch (event.kind) {
    case "message":
      return receive(room, event.message, event.at);
    case "played":
      return { ...room, lines: withPlayed(room.lines, event) };
    case "lost":
      return {
        ...room,
        link: { kind: "lost", retryMs: event.retryMs },
        clock: { ...room.clock, elapsedS: elapsedSeconds(room, event.at), toldAt: event.at },
      };
    case "retrying":
      return { ...room, link: { kind: "connecting" } };
    case "refused":
      return { ...room, link: { kind: "refused", code: event.code, message: event.message } };
    case "dictated":
      return { ...room, dictation: { stable: event.stable, unstable: event.unstable } };
    case "muted":
      return { ...room, muted: event.muted };
    case "microphone":
      return room.microphone === event.state ? room : { ...room, microphone: event.state };
    case "dismissed":
      return { ...room, notices: room.notices.filter((notice) => notice.id !== event.id) };
  }
}

function receive(room: Room, message: ServerMessage, at: number): Room {
  switch (message.type) {
    case "ready":
      return {
        ...(room.link.kind === "lost" && room.entered
          ? noticed(room, RESTORED, strings.room.restored)
          : room),
        link: { kind: "open" },
        entered: true,
        state: message.state,
        persona: message.persona,
        problem: message.problem,
        board: message.board,
        phase: message.phase,
        phases: message.phases,
        clock: { elapsedS: message.elapsed_s, totalS: message.total_s, toldAt: at },
        lines: message.lines.map(({ turn, speaker, text }) => ({
          ...freshLine(turn, speaker),
          text,
          final: true,
        })),
      };
    case "state": {
      const clock = { ...room.clock, elapsedS: elapsedSeconds(room, at), toldAt: at };
      return { ...room, state: message.state, clock };
    }
    case "caption":
      return { ...room, lines: withCaption(room.lines, message) };
    case "say":
      return { ...room, lines: withSentence(room.lines, message) };
    case "phase":
      return {
        ...room,
        phase: message.phase,
        phases: message.phases,
        clock: { elapsedS: message.elapsed_s, totalS: message.total_s, toldAt: at },
      };
    case "notice":
      return noticed(room, message.code, message.text);
    case "error":
      return noticed(room, message.code, message.message);
    case "ended":
      return { ...room, ended: message, state: "ended" };
    case "clear":
    case "ack":
      return room;
  }
}

function noticed(room: Room, code: string, text: string): Room {
  const notice = { id: room.noticeCount, code, text };
  const others = room.notices.filter((each) => each.code !== code);
  return {
    ...room,
    notices: [...others, notice].slice(-NOTICES_SHOWN),
    noticeCount: room.noticeCount + 1,
  };
}

function freshLine(turn: string, speaker: CaptionLine["speaker"]): CaptionLine {
  return { turn, speaker, text: "", unstable: "", final: false, utterances: [] };
}

/** The lines with one of them changed, or added at the end. */
function withLine(
  lines: readonly CaptionLine[],
  turn: string,
  speaker: CaptionLine["speaker"],
  change: (line: CaptionLine) => CaptionLine,
): readonly CaptionLine[] {
  const known = lines.some((line) => line.turn === turn && line.speaker === speaker);
  const all = known ? lines : [...lines, freshLine(turn, speaker)];
  return all.map((line) => (line.turn === turn && line.speaker === speaker ? change(line) : line));
}

function withCaption(lines: readonly CaptionLine[], caption: Caption): readonly CaptionLine[] {
  if (!caption.stable && !caption.unstable) {
    return lines.filter((line) => line.turn !== caption.turn || line.speaker !== "candidate");
  }
  return withLine(lines, caption.turn, "candidate", (line) => ({
    ...line,
    text: caption.stable,
    unstable: caption.final ? "" : caption.unstable,
    final: caption.final,
  }));
}

function withSentence(lines: readonly CaptionLine[], say: Say): readonly CaptionLine[] {
  const sentence = { text: say.text, offset: say.offset, samples: say.samples };
  return withLine(lines, say.turn, "interviewer", (line) => {
    const known = line.utterances.find((utterance) => utterance.id === say.utterance);
    const before = known ?? { id: say.utterance, sentences: [], played: 0, over: false };
    const after = { ...before, sentences: [...before.sentences, sentence] };
    const others = line.utterances.filter((utterance) => utterance !== known);
    return { ...line, utterances: [...others, after], final: false };
  });
}

type PlayedEvent = Extract<RoomEvent, { kind: "played" }>;

function withPlayed(lines: readonly CaptionLine[], event: PlayedEvent): readonly CaptionLine[] {
  return lines.map((line) => {
    if (!line.utterances.some((utterance) => utterance.id === event.utterance)) return line;
    const utterances = line.utterances.map((utterance) =>
      utterance.id === event.utterance
        ? { ...utterance, played: event.samples, over: utterance.over || event.finished }
        : utterance,
    );
    return { ...line, utterances, final: utterances.every((utterance) => utterance.over) };
  });
}
