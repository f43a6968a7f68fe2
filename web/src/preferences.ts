/** What the candidate prefers on this device; kept in the browser and nowhere else. */

import { useSyncExternalStore } from "react";

/** Who speaks the interviewer's sentences: the service, a voice of this device, or nobody. */
export type VoiceChoice = "service" | "device" | "none";

export interface Preferences {
  /** Captions large in the middle of the room. */
  readonly captionsFirst: boolean;
  readonly voice: VoiceChoice;
  /** Which voice of the device; empty for its own choice. */
  readonly voiceName: string;
}

export const DEFAULTS: Preferences = { captionsFirst: false, voice: "service", voiceName: "" };

const KEY = "viva.preferences";
const VOICES: readonly string[] = ["service", "device", "none"] satisfies readonly VoiceChoice[];

/** What was kept, as far as it makes sense. */
export function readPreferences(kept: string | null): Preferences {
  let found: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const value: unknown = JSON.parse(kept ?? "{}");
    if (typeof value === "object" && value !== null) found = value;
  } catch {
    // Nothing that this page has written.
  }
  const { captionsFirst, voice, voiceName } = found;
  return {
    captionsFirst: captionsFirst === true,
    voice: VOICES.includes(String(voice)) ? (voice as VoiceChoice) : DEFAULTS.voice,
    voiceName: typeof voiceName === "string" ? voiceName : DEFAULTS.voiceName,
  };
}

let current: Preferences | null = null;
const listeners = new Set<() => void>();

function load(): Preferences {
  try {
    return readPreferences(window.localStorage.getItem(KEY));
  } catch {
    return DEFAULTS;
  }
}

export function preferences(): Preferences {
  return (current ??= load());
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...preferences(), ...change };
  try {
    window.localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing: it holds until the page goes.
  }
  for (const listener of listeners) listener();
}

/** Forget what was loaded, as after a reload. */
export function forgetPreferences(): void {
  current = null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
