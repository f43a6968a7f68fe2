/**
 * The browser's own recogniser, where it works on the device: what it recognises goes the way of typed answers.
 * Decides when an answer is over; knows no browser and no clock.
 */

import { MAX_TEXT_CHARS } from "../wire";

/** So long after the last word an answer is over: longer than the pauses of one who thinks aloud. */
export const REST_MS = 2_500;
/** A recogniser that ended by itself is started again after this long, and longer each time it fails. */
export const AGAIN_MS = 250;
const MOST_AGAIN_MS = 5_000;

/** The part of a recogniser's result that is used. */
interface Result {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}

export interface ResultEvent {
  readonly resultIndex: number;
  readonly results: ArrayLike<Result>;
}

/** The part of `SpeechRecognition` that is used. */
export interface Recognition {
  onresult: ((event: ResultEvent) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  start(): void;
  abort(): void;
}

export type EarTrouble = "denied" | "absent" | "failed";

export interface EarOutlets {
  /** A recogniser that works on the device alone. */
  readonly make: () => Recognition;
  /** An answer is over. */
  readonly send: (text: string) => void;
  /** What is being recognised: words that stand, and words that may still change. */
  readonly show: (stable: string, unstable: string) => void;
  /** An answer is being made. */
  readonly composing: () => void;
  /** It cannot hear; null when it does again. */
  readonly trouble: (trouble: EarTrouble | null) => void;
  readonly later: (callback: () => void, ms: number) => () => void;
}

/** Errors after which trying again is of no use. */
const LASTING: Readonly<Record<string, EarTrouble>> = {
  "not-allowed": "denied",
  "service-not-allowed": "denied",
  "audio-capture": "absent",
  "language-not-supported": "failed",
};

export class DeviceEar {
  readonly #outlets: EarOutlets;
  #recognition: Recognition | null = null;
  #open = false;
  #stable = "";
  #unstable = "";
  #resting: (() => void) | null = null;
  #restarting: (() => void) | null = null;
  #againMs = AGAIN_MS;

  constructor(outlets: EarOutlets) {
    this.#outlets = outlets;
  }

  /** Listen from now on, or no longer. What was recognised so far stays. */
  listen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    if (open) {
      this.#againMs = AGAIN_MS;
      this.#start();
    } else {
      this.#stop();
    }
  }

  /** The answer is over, whatever the pauses say. False when there is none. */
  done(): boolean {
    const text = [this.#stable, this.#unstable].filter(Boolean).join(" ").trim();
    this.#resting?.();
    this.#resting = null;
    this.#stable = this.#unstable = "";
    this.#outlets.show("", "");
    if (text === "") return false;
    // What it was still changing must not come a second time.
    if (this.#open) {
      this.#stop();
      this.#start();
    }
    this.#outlets.send(text.slice(0, MAX_TEXT_CHARS));
    return true;
  }

  close(): void {
    this.listen(false);
    this.#resting?.();
    this.#resting = null;
  }

  #start(): void {
    const recognition = this.#outlets.make();
    this.#recognition = recognition;
    recognition.onresult = (event) => {
      if (recognition === this.#recognition) this.#hear(event);
    };
    recognition.onerror = ({ error }) => {
      const trouble = LASTING[error];
      if (!trouble) return;
      this.#open = false;
      this.#outlets.trouble(trouble);
    };
    recognition.onend = () => {
      if (recognition !== this.#recognition) return;
      this.#recognition = null;
      if (this.#open) this.#again();
    };
    try {
      recognition.start();
    } catch {
      this.#recognition = null;
      this.#again();
    }
  }

  #again(): void {
    this.#restarting = this.#outlets.later(() => {
      this.#restarting = null;
      if (this.#open) this.#start();
    }, this.#againMs);
    this.#againMs = Math.min(MOST_AGAIN_MS, this.#againMs * 2);
  }

  #stop(): void {
    this.#restarting?.();
    this.#restarting = null;
    const recognition = this.#recognition;
    this.#recognition = null;
    recognition?.abort();
  }

  #hear({ results, resultIndex }: ResultEvent): void {
    const unstable: string[] = [];
    for (const result of Array.from(results).slice(resultIndex)) {
      const words = result[0].transcript.trim();
      if (!result.isFinal) unstable.push(words);
      else if (words) this.#stable = [this.#stable, words].filter(Boolean).join(" ");
    }
    this.#againMs = AGAIN_MS;
    this.#unstable = unstable.filter(Boolean).join(" ");
    this.#outlets.trouble(null);
    this.#outlets.show(this.#stable, this.#unstable);
    if (this.#stable.length + this.#unstable.length >= MAX_TEXT_CHARS) this.done();
    else this.#rest();
  }

  #rest(): void {
    this.#outlets.composing();
    this.#resting?.();
    this.#resting = this.#outlets.later(() => {
      this.#resting = null;
      this.done();
    }, REST_MS);
  }
}
