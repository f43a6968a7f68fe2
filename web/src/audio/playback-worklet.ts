/** The loudspeaker's worklet: takes orders, fills blocks, reports what was played. The logic is `Playout`. */

import type { PlaybackOrder } from "./playback-orders";
import { Playout } from "./playout";

class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #playout = new Playout(sampleRate, (progress) => {
    this.port.postMessage(progress);
  });

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PlaybackOrder>) => {
      this.#obey(event.data);
    };
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [first, ...others] = outputs[0] ?? [];
    if (first) {
      this.#playout.fill(first);
      for (const channel of others) channel.set(first);
    }
    return true;
  }

  #obey(order: PlaybackOrder): void {
    switch (order.kind) {
      case "push":
        this.#playout.push(order.utterance, order.samples);
        break;
      case "announce":
        this.#playout.announce(order.utterance, order.total);
        break;
      case "pause":
        this.#playout.pause();
        break;
      case "resume":
        this.#playout.resume();
        break;
      case "flush":
        this.#playout.flush(order.utterance);
        break;
      case "forget":
        this.#playout.forget(order.below);
        break;
    }
  }
}

registerProcessor("viva-playback", PlaybackProcessor);
