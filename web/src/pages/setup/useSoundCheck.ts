import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../api";
import { Clip } from "../../audio/clip";
import { decibels, meterPosition } from "../../audio/level";
import { playSamples, playTestSound } from "../../audio/preview";
import { MicrophoneError, type Microphone } from "../../audio/studio";
import { Take } from "../../audio/take";
import type { MicrophoneState } from "../../live/room";
import { useStudio } from "../../studio-context";

export const TAKE_SECONDS = 3;
/** A take quieter than this is hard to recognise. */
const QUIET_DB = -48;

export type TakeState = "none" | "recording" | "playing" | "hearing" | "good" | "quiet";

/** The microphone and loudspeaker check of the set-up page. */
export function useSoundCheck() {
  const studio = useStudio();
  const [microphone, setMicrophone] = useState<Microphone | null>(studio.microphone);
  const [state, setState] = useState<MicrophoneState | "asking">(studio.microphone ? "open" : "off");
  const [take, setTake] = useState<TakeState>("none");
  const [understood, setUnderstood] = useState<string | null>(null);
  const meter = useRef<HTMLMeterElement>(null);

  const check = useCallback(async (): Promise<boolean> => {
    setState("asking");
    try {
      setMicrophone(await studio.openMicrophone());
      setState("open");
      return true;
    } catch (error) {
      setState(error instanceof MicrophoneError ? error.fault : "failed");
      return false;
    }
  }, [studio]);

  useEffect(() => {
    if (!microphone) return undefined;
    microphone.onLost(() => {
      setMicrophone(null);
      setState("lost");
    });
    const stop = microphone.listen((block) => {
      // Set on the element itself: fifty values a second are too many for a re-render.
      if (meter.current) meter.current.value = meterPosition(decibels(block));
    });
    return () => {
      stop();
      microphone.onLost(null);
    };
  }, [microphone]);

  const record = useCallback(async () => {
    if (!microphone) return;
    setUnderstood(null);
    setTake("recording");
    const recorded = await takeFrom(microphone);
    setTake("playing");
    await playSamples(await studio.open(), recorded);
    setTake("hearing");
    setUnderstood(await wordsOf(recorded, microphone.rate));
    setTake(decibels(recorded) < QUIET_DB ? "quiet" : "good");
  }, [microphone, studio]);

  const testSpeaker = useCallback(async () => {
    await playTestSound(await studio.open());
  }, [studio]);

  return { microphone, state, take, understood, meter, check, record, testSpeaker };
}

/** What the recogniser hears in a take; null while there is no recogniser to ask. */
async function wordsOf(samples: Float32Array, rate: number): Promise<string | null> {
  const clip = new Clip(rate);
  clip.push(samples);
  return api.recognise(clip.bytes()).then(
    ({ text }) => text,
    () => null,
  );
}

/** The next three seconds of a microphone. */
function takeFrom(microphone: Microphone): Promise<Float32Array> {
  const take = new Take(microphone.rate, TAKE_SECONDS);
  return new Promise((resolve) => {
    const stop = microphone.listen((block) => {
      take.push(block);
      if (!take.full) return;
      stop();
      resolve(take.samples);
    });
  });
}
