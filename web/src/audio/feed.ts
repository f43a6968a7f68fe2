/**
 * The interviewer's voice on its way to the loudspeaker: binary frames at the announced rate, resampled to the
 * context's rate, and the count of what was played on its way back to the announced rate.
 */

import type { Played, Say } from "../wire";
import type { Progress } from "./playout";
import { Resampler } from "./resampler";

const HEADER_BYTES = 8;
const FULL_SCALE = 32_768;

/** `<u32 utterance> <u32 sample offset>` then PCM16, little-endian. */
export interface VoiceFrame {
  readonly utterance: number;
  readonly offset: number;
  readonly samples: Float32Array;
}

/** Read a binary frame; null when it is too short to be one. */
export function readVoiceFrame(bytes: ArrayBuffer): VoiceFrame | null {
  if (bytes.byteLength < HEADER_BYTES || bytes.byteLength % 2 !== 0) return null;
  const view = new DataView(bytes);
  const samples = new Float32Array((bytes.byteLength - HEADER_BYTES) / 2);
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = view.getInt16(HEADER_BYTES + 2 * index, true) / FULL_SCALE;
  }
  return { utterance: view.getUint32(0, true), offset: view.getUint32(4, true), samples };
}

/** Where resampled samples go: the playback worklet. */
export interface Sink {
  push(utterance: number, samples: Float32Array): void;
  announce(utterance: number, total: number): void;
}

interface Voice {
  readonly rate: number;
  readonly resampler: Resampler;
  /** Samples received, at the announced rate. */
  received: number;
  /** Samples pushed, at the context's rate. */
  pushed: number;
  /** Samples there will be, at the announced rate; null until the last sentence was announced. */
  total: number | null;
  complete: boolean;
}

export class Feed {
  readonly #rate: number;
  readonly #sink: Sink;
  readonly #voices = new Map<number, Voice>();

  constructor(contextRate: number, sink: Sink) {
    this.#rate = contextRate;
    this.#sink = sink;
  }

  /** A sentence is announced. */
  say(say: Pick<Say, "utterance" | "offset" | "samples" | "sample_rate" | "last">): void {
    const voice = this.#voices.get(say.utterance) ?? this.#begin(say.utterance, say.sample_rate);
    if (say.last) voice.total = say.offset + say.samples;
    this.#completeIfWhole(say.utterance, voice);
  }

  /** A frame of a voice that was announced. What was received before is skipped; a gap is silence. */
  audio(frame: VoiceFrame): void {
    const voice = this.#voices.get(frame.utterance);
    if (!voice || voice.complete) return;
    const fresh = frame.samples.subarray(Math.max(0, voice.received - frame.offset));
    const gap = Math.max(0, frame.offset - voice.received);
    if (gap > 0) this.#push(frame.utterance, voice, new Float32Array(gap));
    if (fresh.length > 0) this.#push(frame.utterance, voice, fresh);
    this.#completeIfWhole(frame.utterance, voice);
  }

  /** What the worklet played, as the server counts it. */
  played(progress: Progress): Played {
    const voice = this.#voices.get(progress.utterance);
    const samples = voice ? sourceSamples(voice, progress.samples, this.#rate) : 0;
    if (progress.finished) this.#voices.delete(progress.utterance);
    return { type: "played", utterance: progress.utterance, samples, finished: progress.finished };
  }

  /** Voices below this number are over. */
  forget(below: number): void {
    for (const utterance of [...this.#voices.keys()]) {
      if (utterance < below) this.#voices.delete(utterance);
    }
  }

  #begin(utterance: number, rate: number): Voice {
    const resampler = new Resampler(rate, this.#rate);
    const voice: Voice = { rate, resampler, received: 0, pushed: 0, total: null, complete: false };
    this.#voices.set(utterance, voice);
    return voice;
  }

  #push(utterance: number, voice: Voice, samples: Float32Array): void {
    voice.received += samples.length;
    this.#send(utterance, voice, voice.resampler.process(samples));
  }

  #send(utterance: number, voice: Voice, samples: Float32Array): void {
    voice.pushed += samples.length;
    this.#sink.push(utterance, samples);
  }

  #completeIfWhole(utterance: number, voice: Voice): void {
    if (voice.complete || voice.total === null || voice.received < voice.total) return;
    voice.complete = true;
    this.#send(utterance, voice, voice.resampler.flush());
    this.#sink.announce(utterance, voice.pushed);
  }
}

function sourceSamples(voice: Voice, played: number, contextRate: number): number {
  if (voice.complete && played >= voice.pushed) return voice.received;
  return Math.min(voice.received, Math.floor((played * voice.rate) / contextRate));
}
