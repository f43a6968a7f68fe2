/** What an AudioWorklet's global scope adds; TypeScript's own libraries do not describe it. */

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Hz of the context. */
declare const sampleRate: number;
