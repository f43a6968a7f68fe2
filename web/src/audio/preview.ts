/** Sounds of the sound check. */

/** Hz of the two soft test tones: a fifth. */
const TONES = [440, 660];
const TONE_SECONDS = 0.45;
const TONE_GAIN = 0.18;

/** Play samples once; resolves when they have been heard. */
export function playSamples(context: AudioContext, samples: Float32Array): Promise<void> {
  const buffer = context.createBuffer(1, Math.max(1, samples.length), context.sampleRate);
  buffer.getChannelData(0).set(samples);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  return new Promise((resolve) => {
    source.onended = () => {
      resolve();
    };
    source.start();
  });
}

/** Two soft tones, one after the other. */
export function playTestSound(context: AudioContext): Promise<void> {
  const samples = new Float32Array(Math.round(context.sampleRate * TONE_SECONDS * TONES.length));
  const length = samples.length / TONES.length;
  for (let n = 0; n < samples.length; n += 1) {
    const hertz = TONES[Math.floor(n / length)] ?? 0;
    const swell = Math.sin((Math.PI * (n % length)) / length) ** 2;
    samples[n] = TONE_GAIN * swell * Math.sin((2 * Math.PI * hertz * n) / context.sampleRate);
  }
  return playSamples(context, samples);
}
