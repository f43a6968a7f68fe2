/** What speaks, or lets read, the interviewer's sentences in the browser itself. */

import type { Speaker, SpeakerEvents } from "./own-voice";

/** How often it is told how far a reader has got. */
const TOLD_EVERY_MS = 100;
/** A voice that says nothing of its end is over after so many times the seconds it should take, and some. */
const PATIENCE = 3;
const PATIENCE_S = 5;

export interface Timers {
  /** Milliseconds on a steady clock. */
  now(): number;
  /** Calls back again and again; call what is returned to end it. */
  every(callback: () => void, ms: number): () => void;
}

/** No sound: a sentence stays for as long as it takes to read. */
export class ReadingSpeaker implements Speaker {
  readonly shows = true;
  readonly #timers: Timers;
  #end: (() => void) | null = null;
  #passed = 0;
  #since: number | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  begin(_text: string, seconds: number, events: SpeakerEvents): void {
    this.#passed = 0;
    this.#since = this.#timers.now();
    this.#end = this.#timers.every(() => {
      const share = seconds > 0 ? this.#seconds() / seconds : 1;
      if (share < 1) {
        events.reached(share);
        return;
      }
      this.stop();
      events.over();
    }, TOLD_EVERY_MS);
  }

  pause(): void {
    this.#passed = this.#seconds();
    this.#since = null;
  }

  resume(): void {
    this.#since = this.#timers.now();
  }

  stop(): void {
    this.#end?.();
    this.#end = null;
  }

  #seconds(): number {
    return this.#passed + (this.#since === null ? 0 : (this.#timers.now() - this.#since) / 1_000);
  }
}

/** The part of `speechSynthesis` that is used. */
export type Synthesis = Pick<SpeechSynthesis, "speak" | "cancel" | "pause" | "resume" | "paused">;

/** A voice of the device. */
export class DeviceSpeaker implements Speaker {
  readonly shows = false;
  readonly #synthesis: Synthesis;
  readonly #utter: (text: string) => SpeechSynthesisUtterance;
  readonly #timers: Timers;
  #end: (() => void) | null = null;

  /** @param utter makes an utterance in the chosen voice. */
  constructor(synthesis: Synthesis, utter: (text: string) => SpeechSynthesisUtterance, timers: Timers) {
    this.#synthesis = synthesis;
    this.#utter = utter;
    this.#timers = timers;
  }

  begin(text: string, seconds: number, events: SpeakerEvents): void {
    const utterance = this.#utter(text);
    const over = () => {
      this.#end?.();
      this.#end = null;
      events.over();
    };
    utterance.onboundary = ({ charIndex }) => {
      events.reached(text.length > 0 ? charIndex / text.length : 1);
    };
    utterance.onend = over;
    // Whatever keeps it from speaking: its words are in the captions, and the interview goes on.
    utterance.onerror = over;
    this.#watch(seconds * PATIENCE + PATIENCE_S, over);
    this.#synthesis.speak(utterance);
  }

  pause(): void {
    this.#synthesis.pause();
  }

  resume(): void {
    this.#synthesis.resume();
  }

  stop(): void {
    this.#end?.();
    this.#end = null;
    this.#synthesis.cancel();
    // A synthesis that was cancelled while it paused stays paused for whatever comes next.
    this.#synthesis.resume();
  }

  /** Some voices never say that they have ended. Time in which they pause does not count. */
  #watch(seconds: number, over: () => void): void {
    let left = seconds;
    let before = this.#timers.now();
    this.#end = this.#timers.every(() => {
      const now = this.#timers.now();
      if (!this.#synthesis.paused) left -= (now - before) / 1_000;
      before = now;
      if (left <= 0) over();
    }, TOLD_EVERY_MS);
  }
}
