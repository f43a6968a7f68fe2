/**
 * What plays, sample by sample: utterances in order, paused, resumed and flushed with a short fade, and the
 * exact count of what was really played. Runs inside the playback worklet; knows no browser.
 *
 * All counts here are samples at the context's rate. Playing is a queue of utterances; each ends when its
 * announced length has been played, or when it is flushed.
 */

import { Ring } from "./ring";

/** Seconds between two reports of progress. */
const REPORT_SECONDS = 0.05;
/** Seconds over which a pause or a flush fades out, and a resume fades in. */
const FADE_SECONDS = 0.008;
const RING_SECONDS = 4;

export interface Progress {
  readonly utterance: number;
  readonly samples: number;
  readonly finished: boolean;
}

interface Utterance {
  readonly id: number;
  readonly ring: Ring;
  played: number;
  /** Samples it will have had in all; null until its last sentence was announced. */
  total: number | null;
}

type Gate = "open" | "pausing" | "flushing" | "paused";

export class Playout {
  readonly #rate: number;
  readonly #report: (progress: Progress) => void;
  readonly #step: number;
  #queue: Utterance[] = [];
  /** Utterances numbered below this are over; what still comes of them is dropped. */
  #over = 0;
  #gate: Gate = "open";
  #flushBelow = 0;
  #gain = 1;
  #sinceReport = 0;

  constructor(rate: number, report: (progress: Progress) => void) {
    this.#rate = rate;
    this.#report = report;
    this.#step = 1 / (FADE_SECONDS * rate);
  }

  /** True while anything is waiting to be played. */
  get busy(): boolean {
    return this.#queue.length > 0;
  }

  push(id: number, samples: Float32Array): void {
    this.#utterance(id)?.ring.write(samples);
  }

  /** The utterance's last sentence is announced: it has this many samples in all. */
  announce(id: number, total: number): void {
    const utterance = this.#utterance(id);
    if (utterance) utterance.total = total;
  }

  pause(): void {
    if (this.#gate === "open") this.#gate = this.#sounding ? "pausing" : "paused";
  }

  resume(): void {
    if (this.#gate === "pausing" || this.#gate === "paused") this.#gate = "open";
  }

  /** Stop this utterance, and any before it, for good; say how much of it was played. */
  flush(id: number): void {
    if (id < this.#over) return;
    this.#utterance(id);
    this.#flushBelow = id + 1;
    const current = this.#queue[0];
    if (this.#gate === "open" && current && current.id <= id && this.#sounding) this.#gate = "flushing";
    else if (this.#gate !== "flushing") this.#drop();
  }

  /** Utterances below this number are over for the server too: drop them without a word. */
  forget(below: number): void {
    this.#queue = this.#queue.filter((utterance) => utterance.id >= below);
    this.#over = Math.max(this.#over, below);
    if (this.#gate === "flushing") this.#gate = "open";
  }

  /** Fill `out` with the next samples. */
  fill(out: Float32Array): void {
    out.fill(0);
    let at = 0;
    while (at < out.length && this.#gate !== "paused") {
      const current = this.#queue[0];
      if (!current) break;
      at += this.#play(current, out.subarray(at));
      if (!this.#end(current)) break;
    }
    this.#settle(at);
    this.#tick(out.length);
  }

  get #sounding(): boolean {
    return (this.#queue[0]?.ring.length ?? 0) > 0;
  }

  #utterance(id: number): Utterance | null {
    if (id < this.#over || id < this.#flushBelow) return null;
    const known = this.#queue.find((utterance) => utterance.id === id);
    if (known) return known;
    const fresh: Utterance = { id, ring: new Ring(RING_SECONDS * this.#rate), played: 0, total: null };
    this.#queue.push(fresh);
    return fresh;
  }

  #play(utterance: Utterance, out: Float32Array): number {
    const left = utterance.total === null ? out.length : Math.max(0, utterance.total - utterance.played);
    const count = utterance.ring.read(out.subarray(0, left));
    const target = this.#gate === "open" ? 1 : 0;
    for (let index = 0; index < count; index += 1) {
      const towards = target > this.#gain ? this.#step : -this.#step;
      if (this.#gain !== target) this.#gain = Math.max(0, Math.min(1, this.#gain + towards));
      out[index] = (out[index] ?? 0) * this.#gain;
    }
    utterance.played += count;
    return count;
  }

  /** Whether the utterance has been played to its end. */
  #end(utterance: Utterance): boolean {
    if (utterance.total === null || utterance.played < utterance.total) return false;
    this.#finish(utterance);
    return true;
  }

  #finish(utterance: Utterance): void {
    this.#queue = this.#queue.filter((other) => other !== utterance);
    this.#over = Math.max(this.#over, utterance.id + 1);
    this.#report({ utterance: utterance.id, samples: utterance.played, finished: true });
    this.#sinceReport = 0;
  }

  /** A fade that has reached silence, or run out of samples, becomes the pause or the flush it was for. */
  #settle(played: number): void {
    if (this.#gate !== "pausing" && this.#gate !== "flushing") return;
    if (this.#gain > 0 && played > 0) return;
    this.#gain = 0;
    if (this.#gate === "pausing") {
      this.#progress();
      this.#gate = "paused";
    } else {
      this.#drop();
    }
  }

  /** Drop every utterance that was flushed, reporting what had been played of it. */
  #drop(): void {
    for (const utterance of this.#queue.filter((each) => each.id < this.#flushBelow)) this.#finish(utterance);
    this.#over = Math.max(this.#over, this.#flushBelow);
    this.#gate = "open";
    this.#gain = this.#sounding ? 0 : 1;
  }

  #tick(samples: number): void {
    this.#sinceReport += samples;
    if (this.#sinceReport >= REPORT_SECONDS * this.#rate) this.#progress();
  }

  #progress(): void {
    this.#sinceReport = 0;
    const current = this.#queue[0];
    if (current && this.#gate !== "paused") {
      this.#report({ utterance: current.id, samples: current.played, finished: false });
    }
  }
}
