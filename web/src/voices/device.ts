/** What this browser can do by itself, on this device. Nothing here reaches for a service elsewhere. */

import type { Recognition } from "./device-ear";

const LANGUAGE = "en-US";

/** `SpeechRecognition` as far as browsers that recognise on the device have it. */
interface RecognitionConstructor {
  new (): Recognition & {
    continuous: boolean;
    interimResults: boolean;
    lang: string;
    processLocally: boolean;
  };
  readonly prototype: object;
  readonly available?: (options: { langs: string[]; processLocally: boolean }) => Promise<string>;
}

export interface Device {
  readonly SpeechRecognition?: RecognitionConstructor;
  readonly speechSynthesis?: Pick<SpeechSynthesis, "getVoices">;
}

/** A maker of recognisers that work on the device; null where the browser has none ready. */
export async function localRecognition(device: Device): Promise<(() => Recognition) | null> {
  const Recogniser = device.SpeechRecognition;
  // A browser that does not know `processLocally` would send the sound elsewhere.
  if (!Recogniser?.available || !("processLocally" in Recogniser.prototype)) return null;
  const ready = await Recogniser.available({ langs: [LANGUAGE], processLocally: true }).catch(
    () => "unavailable",
  );
  if (ready !== "available") return null;
  return () => {
    const recognition = new Recogniser();
    recognition.processLocally = true;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.lang = LANGUAGE;
    return recognition;
  };
}

/** The English voices that are on the device, the browser's own choice first. */
export function localVoices(device: Device): readonly SpeechSynthesisVoice[] {
  const voices = device.speechSynthesis?.getVoices() ?? [];
  return voices
    .filter(({ localService, lang }) => localService && /^en([-_]|$)/i.test(lang))
    .sort((a, b) => Number(b.default) - Number(a.default) || a.name.localeCompare(b.name));
}
