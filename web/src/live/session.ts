/**
 * One candidate in one room: the microphone on its way out, the voice on its way in, and the buttons.
 *
 * Everything it touches is handed in, so that it runs in a test without browser, socket or sound.
 */

import { Feed, readVoiceFrame, type Sink } from "../audio/feed";
import { Framer, SPEECH_RATE } from "../audio/framer";
import { DeadInput, decibels, meterPosition } from "../audio/level";
import type { Progress } from "../audio/playout";
import { Resampler } from "../audio/resampler";
import { Resend } from "../audio/resend";
import type { BoardView, Clear, ClientMessage, Played, Ready, Say, ServerMessage } from "../wire";
import { Connection, type Line, type Refused } from "./connection";
import type { RoomEvent, RoomState } from "./room";

/** What can be told of whatever the interviewer's sentences come out of. */
export interface Mouth {
  pause(): void;
  resume(): void;
  flush(utterance: number): void;
  forget(below: number): void;
}

/** What the interviewer's voice, as the service sends it, comes out of. */
export interface Voice extends Mouth, Sink {
  readonly rate: number;
}

/** What speaks or shows the sentences here: the service then sends no sound. */
export interface Reader extends Mouth {
  say(say: Say): void;
}

export interface Outlets {
  readonly line: Line;
  readonly tell: (event: RoomEvent) => void;
  /** The microphone's level, 0 to 1, about fifty times a second: too often for a re-render. */
  readonly level: (position: number) => void;
  /** Milliseconds on a steady clock. */
  readonly now: () => number;
}

/** Asked for while the line was down; sent as soon as it is back. */
type Kept = Extract<ClientMessage, { type: "typed" | "end" | "pause" | "resume" }>;

/** How often the service is told that an answer is being made. */
export const COMPOSING_EVERY_MS = 2_000;

export class LiveSession {
  readonly #outlets: Outlets;
  readonly #connection: Connection;
  readonly #framer = new Framer();
  readonly #resend = new Resend();
  readonly #dead = new DeadInput();
  #voice: Mouth | null = null;
  #reader: Reader | null = null;
  #feed: Feed | null = null;
  #resampler: Resampler | null = null;
  #hasMicrophone = false;
  /** Whether the server was told of a microphone. */
  #greeted = false;
  #ready = false;
  #entered = false;
  #state: RoomState = "thinking";
  #muted = false;
  #held = { bargeIn: false, room: false };
  #kept: Kept[] = [];
  #composedAt = -COMPOSING_EVERY_MS;
  /** The newest board drawn here: the server may not have it yet, and knows one that it has. */
  #drawn: BoardView | null = null;

  constructor(outlets: Outlets) {
    this.#outlets = outlets;
    this.#connection = new Connection(outlets.line, {
      connected: () => {
        this.#greeted = this.#hasMicrophone;
        this.#send({
          type: "hello",
          protocol: "viva.v1",
          microphone: this.#hasMicrophone,
          sound: this.#reader === null,
        });
      },
      message: (message) => {
        this.#receive(message);
      },
      audio: (bytes) => {
        const frame = readVoiceFrame(bytes);
        if (frame) this.#feed?.audio(frame);
      },
      lost: (retryMs) => {
        this.#ready = false;
        outlets.tell({ kind: "lost", retryMs, at: outlets.now() });
      },
      refused: (reason: Refused) => {
        this.#ready = false;
        outlets.tell({ kind: "refused", code: reason.code, message: reason.message });
      },
    });
  }

  /** Enter the room. */
  async enter(): Promise<void> {
    this.#outlets.tell({ kind: "retrying" });
    await this.#connection.connect();
  }

  leave(): void {
    this.#connection.close();
  }

  /** The network is said to be back, or the candidate cannot wait. */
  hurry(): void {
    this.#connection.hurry();
  }

  /** The loudspeaker the voice is to come out of. */
  speakThrough(voice: Voice): void {
    this.#voice = voice;
    this.#feed = new Feed(voice.rate, voice);
  }

  /** Who speaks or shows the sentences in place of the service. To be told before the room is entered. */
  letRead(reader: Reader): void {
    this.#voice = this.#reader = reader;
  }

  /** A microphone of this rate is there from now on; null: there is none. */
  listenAt(rate: number | null): void {
    this.#hasMicrophone = rate !== null;
    this.#resampler = rate === null ? null : new Resampler(rate, SPEECH_RATE);
    this.#dead.replace();
    this.#outlets.tell({ kind: "microphone", state: rate === null ? "off" : "open" });
    // The server learns of a microphone by `hello` alone.
    if (this.#entered && this.#hasMicrophone && !this.#greeted) void this.#connection.connect();
  }

  /** Samples of the microphone, as they come. Muted, silence goes out in their place; paused, nothing does. */
  hear(block: Float32Array, rate: number): void {
    const db = decibels(block);
    this.#outlets.level(this.#muted ? 0 : meterPosition(db));
    this.#watchInput(db, block.length / rate);
    if (!this.#resampler || !this.#entered || this.#state === "paused" || this.#state === "ended") return;
    const samples = this.#resampler.process(this.#muted ? new Float32Array(block.length) : block);
    for (const frame of this.#framer.push(samples)) {
      this.#resend.keep(frame);
      if (this.#ready) this.#connection.sendAudio(frame.bytes);
    }
  }

  /** What the worklet says it played. */
  progress(progress: Progress): void {
    const played = this.#feed?.played(progress);
    if (played) this.heard(played);
  }

  /** So much of an utterance was heard or read, in samples as the service counts them. */
  heard({ utterance, samples, finished = false }: Omit<Played, "type">): void {
    this.#whenReady({ type: "played", utterance, samples, finished });
    this.#outlets.tell({ kind: "played", utterance, samples, finished });
  }

  /** An answer is being made, without a word that the service hears. */
  composing(): void {
    const now = this.#outlets.now();
    if (now - this.#composedAt < COMPOSING_EVERY_MS) return;
    this.#composedAt = now;
    this.#whenReady({ type: "composing" });
  }

  done(): void {
    this.#whenReady({ type: "done" });
  }

  hint(): void {
    this.#whenReady({ type: "hint" });
  }

  type(text: string): void {
    this.#keepOrSend({ type: "typed", text });
  }

  /** The whiteboard as it now stands. */
  draw(board: BoardView): void {
    this.#drawn = board;
    this.#whenReady({ type: "board", ...board });
  }

  pause(): void {
    this.#keepOrSend({ type: "pause" });
  }

  resume(): void {
    this.#keepOrSend({ type: "resume" });
  }

  end(): void {
    this.#keepOrSend({ type: "end" });
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.#dead.reset();
    this.#whenReady({ type: "mute", muted });
    this.#outlets.tell({ kind: "muted", muted });
  }

  /** The candidate has read a notice. */
  dismiss(id: number): void {
    this.#outlets.tell({ kind: "dismissed", id });
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case "ready":
        this.#begin(message);
        break;
      case "state":
        this.#enterState(message.state);
        break;
      case "say":
        if (this.#reader) this.#reader.say(message);
        else this.#feed?.say(message);
        break;
      case "clear":
        this.#clear(message);
        break;
      case "ack":
        this.#resend.acknowledge(message.sequence);
        break;
      case "ended":
        this.#end();
        break;
      case "caption":
      case "phase":
      case "notice":
      case "error":
        break;
    }
    this.#outlets.tell({ kind: "message", message, at: this.#outlets.now() });
  }

  /** Pick up where the server stands: what it stored, what is over, what it missed. */
  #begin(ready: Ready): void {
    const elsewhere = ready.last_audio !== null && ready.last_audio >= this.#framer.next;
    if (!this.#entered || elsewhere) {
      this.#resend.clear();
      this.#framer.startAt(ready.last_audio === null ? 0 : ready.last_audio + 1);
    }
    this.#entered = true;
    this.#ready = true;
    this.#feed?.forget(ready.utterance);
    this.#voice?.forget(ready.utterance);
    this.#hold({ bargeIn: false });
    this.#enterState(ready.state);
    for (const frame of this.#resend.missing(ready.last_audio)) this.#connection.sendAudio(frame.bytes);
    if (ready.muted !== this.#muted) this.#send({ type: "mute", muted: this.#muted });
    if (this.#drawn) this.#send({ type: "board", ...this.#drawn });
    for (const message of this.#kept.splice(0)) this.#send(message);
  }

  #enterState(state: RoomState): void {
    this.#state = state;
    this.#dead.reset();
    this.#hold({ room: state === "paused" });
  }

  #clear({ action, utterance }: Clear): void {
    if (action === "flush") this.#voice?.flush(utterance);
    this.#hold({ bargeIn: action === "pause" });
  }

  /** Play while nobody holds the voice: neither a barge-in in doubt, nor a paused room. */
  #hold(change: Partial<{ bargeIn: boolean; room: boolean }>): void {
    this.#held = { ...this.#held, ...change };
    if (this.#held.bargeIn || this.#held.room) this.#voice?.pause();
    else this.#voice?.resume();
  }

  #end(): void {
    this.#state = "ended";
    this.#ready = false;
    this.#connection.close();
  }

  /** Silence means something only while it is the candidate's turn. */
  #watchInput(db: number, seconds: number): void {
    if (this.#muted || this.#state !== "listening" || !this.#hasMicrophone) return;
    const silent = this.#dead.hear(db, seconds);
    this.#outlets.tell({ kind: "microphone", state: silent ? "silent" : "open" });
  }

  #keepOrSend(message: Kept): void {
    if (!this.#whenReady(message)) this.#kept.push(message);
  }

  #whenReady(message: ClientMessage): boolean {
    return this.#ready && this.#send(message);
  }

  #send(message: ClientMessage): boolean {
    return this.#connection.send(message);
  }
}
