import type { Preferences } from "../preferences";
import { localVoices } from "./device";
import type { Speaker } from "./own-voice";
import { DeviceSpeaker, ReadingSpeaker, type Timers } from "./speakers";

const timers: Timers = {
  now: () => performance.now(),
  every: (callback, ms) => {
    const timer = window.setInterval(callback, ms);
    return () => {
      window.clearInterval(timer);
    };
  },
};

/** The voice of the device that is preferred; null where it has none. */
export function deviceVoice(name: string): SpeechSynthesisVoice | null {
  const voices = localVoices(window);
  return voices.find((voice) => voice.name === name) ?? voices[0] ?? null;
}

export function utteranceIn(voice: SpeechSynthesisVoice, text: string): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return utterance;
}

/** What speaks or shows the sentences in this browser; null where the service speaks. */
export function speakerFor({ voice, voiceName }: Preferences): Speaker | null {
  if (voice === "none") return new ReadingSpeaker(timers);
  const chosen = voice === "device" ? deviceVoice(voiceName) : null;
  if (!chosen) return null;
  return new DeviceSpeaker(window.speechSynthesis, (text) => utteranceIn(chosen, text), timers);
}
