/**
 * Sentences that the browser speaks or shows by itself: one after the other, paused, resumed and flushed as the
 * service says, and the report of how far each was heard. Knows no browser: what speaks is handed in.
 */

import type { Say } from "../wire";

export interface SpeakerEvents {
  /** So much of the sentence is over, 0 to 1. */
  reached(share: number): void;
  over(): void;
}

/** Speaks, or lets read, one sentence at a time. */
export interface Speaker {
  /** True where a sentence stands on the screen at once: however short it was left there, all of it was seen. */
  readonly shows: boolean;
  /** @param seconds how long it should take. */
  begin(text: string, seconds: number, events: SpeakerEvents): void;
  pause(): void;
  resume(): void;
  stop(): void;
}

export interface Heard {
  readonly utterance: number;
  /** Samples as the service announced them. */
  readonly samples: number;
  readonly finished: boolean;
}

interface Job {
  readonly utterance: number;
  readonly sentences: Say[];
  next: number;
  heard: number;
  whole: boolean;
}

export class OwnVoice {
  readonly #speaker: Speaker;
  readonly #report: (heard: Heard) => void;
  #queue: Job[] = [];
  /** Utterances numbered below this are over. */
  #over = 0;
  /** Counts what was begun: what a speaker says of something older is not listened to. */
  #begun = 0;
  #speaking = false;
  #held = false;

  constructor(speaker: Speaker, report: (heard: Heard) => void) {
    this.#speaker = speaker;
    this.#report = report;
  }

  say(say: Say): void {
    if (say.utterance < this.#over) return;
    const job = this.#job(say.utterance);
    if (say.last) job.whole = true;
    else job.sentences.push(say);
    this.#step();
  }

  pause(): void {
    if (this.#held) return;
    this.#held = true;
    if (this.#speaking) this.#speaker.pause();
  }

  resume(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#speaking) this.#speaker.resume();
    else this.#step();
  }

  /** Stop this utterance, and any before it, for good; say how much of it was heard. */
  flush(utterance: number): void {
    if (utterance < this.#over) return;
    this.#job(utterance);
    this.#silence();
    for (const job of this.#queue.filter((each) => each.utterance <= utterance)) {
      const last = job.sentences.at(-1);
      if (this.#speaker.shows && last) job.heard = last.offset + last.samples;
      this.#finish(job);
    }
    this.#held = false;
    this.#step();
  }

  /** Utterances below this number are over for the service too: drop them without a word. */
  forget(below: number): void {
    const current = this.#queue[0];
    if (current && current.utterance < below) this.#silence();
    this.#queue = this.#queue.filter((job) => job.utterance >= below);
    this.#over = Math.max(this.#over, below);
    this.#step();
  }

  close(): void {
    this.#silence();
    this.#queue = [];
  }

  #job(utterance: number): Job {
    const known = this.#queue.find((job) => job.utterance === utterance);
    if (known) return known;
    const fresh = { utterance, sentences: [], next: 0, heard: 0, whole: false };
    this.#queue.push(fresh);
    return fresh;
  }

  #step(): void {
    const job = this.#queue[0];
    if (this.#speaking || this.#held || !job) return;
    const sentence = job.sentences[job.next];
    if (sentence) this.#begin(job, sentence);
    else if (job.whole) {
      this.#finish(job);
      this.#step();
    }
  }

  #begin(job: Job, sentence: Say): void {
    this.#speaking = true;
    this.#begun += 1;
    const mine = this.#begun;
    const heard = (samples: number) => {
      job.heard = Math.max(job.heard, sentence.offset + Math.round(samples));
      this.#tell(job, false);
    };
    this.#speaker.begin(sentence.text, sentence.samples / sentence.sample_rate, {
      reached: (share) => {
        if (mine === this.#begun && this.#speaking) heard(Math.min(1, share) * sentence.samples);
      },
      over: () => {
        if (mine !== this.#begun || !this.#speaking) return;
        this.#speaking = false;
        job.next += 1;
        heard(sentence.samples);
        this.#step();
      },
    });
  }

  #finish(job: Job): void {
    this.#queue = this.#queue.filter((other) => other !== job);
    this.#over = Math.max(this.#over, job.utterance + 1);
    this.#tell(job, true);
  }

  #silence(): void {
    if (!this.#speaking) return;
    this.#speaking = false;
    this.#begun += 1;
    this.#speaker.stop();
  }

  #tell({ utterance, heard }: Job, finished: boolean): void {
    this.#report({ utterance, samples: heard, finished });
  }
}
