import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api } from "../api";
import type { EngineChoice } from "../wire";
import { localRecognition, localVoices, type Device } from "./device";
import type { Recognition } from "./device-ear";

const device = (): Device => window;

let known: readonly SpeechSynthesisVoice[] = [];

/** The same list for as long as it is the same voices, as React wants it. */
function voices(): readonly SpeechSynthesisVoice[] {
  const found = localVoices(device());
  if (found.map(({ voiceURI }) => voiceURI).join() !== known.map(({ voiceURI }) => voiceURI).join()) {
    known = found;
  }
  return known;
}

function watchVoices(changed: () => void): () => void {
  // Not every browser has it.
  const synthesis = window.speechSynthesis as SpeechSynthesis | undefined;
  synthesis?.addEventListener("voiceschanged", changed);
  return () => synthesis?.removeEventListener("voiceschanged", changed);
}

export interface DeviceEngines {
  /** Makes a recogniser that works on the device; null where there is none, or none is needed. */
  readonly recognition: (() => Recognition) | null;
  /** Voices of the device; empty where there are none, or none is needed. */
  readonly voices: readonly SpeechSynthesisVoice[];
}

/** What this browser can do in place of a service that runs on embedded defaults. */
export function useDevice(): DeviceEngines {
  const engines = useQuery({ queryKey: ["engines"], queryFn: api.engines });
  const recognition = useQuery({
    queryKey: ["local-recognition"],
    queryFn: () => localRecognition(device()),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const found = useSyncExternalStore(watchVoices, voices);
  const embedded = (job: EngineChoice["job"]) =>
    engines.data?.engines.some((engine) => engine.job === job && engine.embedded) ?? false;
  return {
    recognition: embedded("speech-to-text") ? (recognition.data ?? null) : null,
    voices: embedded("text-to-speech") ? found : [],
  };
}
