import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../api";
import { Clip } from "../../audio/clip";
import { MicrophoneError } from "../../audio/studio";
import { strings } from "../../strings";
import { useStudio } from "../../studio-context";

/** A recording ends by itself here; the service takes 180 s. */
const LONGEST_S = 170;

export type Dictating = "idle" | "recording" | "hearing";

/** Records an answer and gives what the recogniser heard of it. */
export function useDictation(onHeard: (text: string) => void) {
  const studio = useStudio();
  const [state, setState] = useState<Dictating>("idle");
  const [seconds, setSeconds] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const stopRecording = useRef<(() => void) | null>(null);

  // Whoever closes the dialogue while it records wants no more of it.
  useEffect(
    () => () => {
      stopRecording.current?.();
      studio.release();
    },
    [studio],
  );

  const record = useCallback(async () => {
    setTrouble(null);
    setSeconds(0);
    try {
      const microphone = await studio.openMicrophone();
      const clip = new Clip(microphone.rate);
      setState("recording");
      await new Promise<void>((resolve) => {
        const done = () => {
          unlisten();
          stopRecording.current = null;
          resolve();
        };
        const unlisten = microphone.listen((block) => {
          clip.push(block);
          setSeconds(Math.floor(clip.seconds));
          if (clip.seconds >= LONGEST_S) done();
        });
        microphone.onLost(done);
        stopRecording.current = done;
      });
      studio.release();
      setState("hearing");
      const { text } = await api.recognise(clip.bytes());
      if (text) onHeard(text);
      else setTrouble(strings.moments.nothing);
    } catch (error) {
      const fault = error instanceof MicrophoneError ? strings.sound.trouble(error.fault) : null;
      setTrouble(fault ?? (error instanceof Error ? error.message : strings.errors.title));
    } finally {
      setState("idle");
    }
  }, [onHeard, studio]);

  const stop = useCallback(() => stopRecording.current?.(), []);
  return { state, seconds, trouble, record, stop };
}
