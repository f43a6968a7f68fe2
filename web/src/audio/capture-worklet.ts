/** The microphone's worklet: it only moves samples, in blocks of 1,024, to the page. */

/** The block length: 21 ms at 48 kHz, a compromise between delay and messages a second. */
const BLOCK_SAMPLES = 1_024;

class CaptureProcessor extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK_SAMPLES);
  #filled = 0;

  override process(inputs: Float32Array[][]): boolean {
    let samples = inputs[0]?.[0];
    while (samples && samples.length > 0) {
      const part = samples.subarray(0, BLOCK_SAMPLES - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      samples = samples.subarray(part.length);
      if (this.#filled === BLOCK_SAMPLES) this.#send();
    }
    return true;
  }

  #send(): void {
    this.port.postMessage(this.#block, [this.#block.buffer]);
    this.#block = new Float32Array(BLOCK_SAMPLES);
    this.#filled = 0;
  }
}

registerProcessor("viva-capture", CaptureProcessor);
