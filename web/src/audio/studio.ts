/** The browser's sound: one audio context for the page, its microphone and its loudspeaker. */

import captureUrl from "./capture-worklet.ts?worker&url";
import playbackUrl from "./playback-worklet.ts?worker&url";
import type { Sink } from "./feed";
import type { PlaybackOrder } from "./playback-orders";
import type { Progress } from "./playout";

/** Why there is no microphone, as far as the browser tells. */
export type MicrophoneFault = "denied" | "absent" | "busy" | "insecure" | "failed";

export class MicrophoneError extends Error {
  readonly fault: MicrophoneFault;

  constructor(fault: MicrophoneFault, cause?: unknown) {
    super(`no microphone: ${fault}`, { cause });
    this.name = "MicrophoneError";
    this.fault = fault;
  }
}

/** What the names of `getUserMedia`'s errors mean to a candidate. */
export function faultOf(name: string): MicrophoneFault {
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "absent";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}

type Listener = (block: Float32Array) => void;

/** An open microphone: blocks of samples at the context's rate. */
export class Microphone {
  readonly rate: number;
  readonly label: string;
  readonly #stream: MediaStream;
  readonly #nodes: AudioNode[];
  readonly #listeners = new Set<Listener>();
  #lost: (() => void) | null = null;

  constructor(context: AudioContext, stream: MediaStream) {
    this.rate = context.sampleRate;
    this.#stream = stream;
    const track = stream.getAudioTracks()[0];
    this.label = track?.label ?? "";
    track?.addEventListener("ended", () => this.#lost?.());
    const source = context.createMediaStreamSource(stream);
    const worklet = new AudioWorkletNode(context, "viva-capture", { numberOfInputs: 1, channelCount: 1 });
    worklet.port.onmessage = (event: MessageEvent<Float32Array>) => {
      for (const listener of this.#listeners) listener(event.data);
    };
    // Safari runs a worklet only when it leads to the destination; the gain keeps it inaudible.
    const mute = new GainNode(context, { gain: 0 });
    source.connect(worklet).connect(mute).connect(context.destination);
    this.#nodes = [source, worklet, mute];
  }

  get live(): boolean {
    return this.#stream.getAudioTracks()[0]?.readyState === "live";
  }

  /** Hear every block from now on; call what is returned to stop. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called once when the device is unplugged or taken away. */
  onLost(callback: (() => void) | null): void {
    this.#lost = callback;
  }

  close(): void {
    this.#lost = null;
    this.#listeners.clear();
    for (const track of this.#stream.getTracks()) track.stop();
    for (const node of this.#nodes) node.disconnect();
  }
}

/** The interviewer's voice: what is pushed here is heard. */
export class Loudspeaker implements Sink {
  readonly rate: number;
  readonly #worklet: AudioWorkletNode;

  constructor(context: AudioContext, onProgress: (progress: Progress) => void) {
    this.rate = context.sampleRate;
    this.#worklet = new AudioWorkletNode(context, "viva-playback", {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.#worklet.port.onmessage = (event: MessageEvent<Progress>) => {
      onProgress(event.data);
    };
    this.#worklet.connect(context.destination);
  }

  push(utterance: number, samples: Float32Array): void {
    this.#order({ kind: "push", utterance, samples });
  }

  announce(utterance: number, total: number): void {
    this.#order({ kind: "announce", utterance, total });
  }

  pause(): void {
    this.#order({ kind: "pause" });
  }

  resume(): void {
    this.#order({ kind: "resume" });
  }

  flush(utterance: number): void {
    this.#order({ kind: "flush", utterance });
  }

  forget(below: number): void {
    this.#order({ kind: "forget", below });
  }

  close(): void {
    this.#worklet.port.onmessage = null;
    this.#worklet.disconnect();
  }

  #order(order: PlaybackOrder): void {
    this.#worklet.port.postMessage(order);
  }
}

export class Studio {
  #context: AudioContext | null = null;
  #loading: Promise<unknown> | null = null;
  #microphone: Microphone | null = null;

  /** The microphone opened last, while its device is there. */
  get microphone(): Microphone | null {
    return this.#microphone?.live ? this.#microphone : null;
  }

  /** True once sound may play: the browser asks for a click or a key first. */
  get running(): boolean {
    return this.#context?.state === "running";
  }

  /** The running context with both worklets. Call from a click or key. */
  async open(): Promise<AudioContext> {
    const context = (this.#context ??= new AudioContext({ latencyHint: "interactive" }));
    this.#loading ??= Promise.all([
      context.audioWorklet.addModule(captureUrl),
      context.audioWorklet.addModule(playbackUrl),
    ]);
    await this.#loading;
    if (context.state !== "running") await context.resume();
    return context;
  }

  /** @throws MicrophoneError saying why there is none. */
  async openMicrophone(): Promise<Microphone> {
    if (this.microphone) return this.microphone;
    // `mediaDevices` is missing on pages that came neither over HTTPS nor from this machine.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) throw new MicrophoneError("insecure");
    try {
      const audio = {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: 1,
      };
      const stream = await devices.getUserMedia({ audio });
      this.#microphone = new Microphone(await this.open(), stream);
      return this.#microphone;
    } catch (error) {
      throw new MicrophoneError(faultOf(error instanceof DOMException ? error.name : ""), error);
    }
  }

  async openLoudspeaker(onProgress: (progress: Progress) => void): Promise<Loudspeaker> {
    return new Loudspeaker(await this.open(), onProgress);
  }

  /** Close the microphone: the browser's recording light goes out. */
  release(): void {
    this.#microphone?.close();
    this.#microphone = null;
  }
}
