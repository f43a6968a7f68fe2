import { useEffect, useEffectEvent } from "react";
import { roomKey, type RoomKey } from "./keys";

/** Where keys mean something else: the drawing surface, and what it opens. */
const OWN_KEYS = "[data-own-keys], .excalidraw-modal-container";

/** Call `onKey` for the room's keys while `enabled` and no dialog is open. */
export function useKeys(enabled: boolean, onKey: (key: RoomKey) => void): void {
  const act = useEffectEvent(onKey);
  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
      const { key, repeat, ctrlKey, metaKey, altKey, target } = event;
      const matches = (selector: string) => target instanceof Element && target.matches(selector);
      const action = roomKey({ key, repeat, ctrlKey, metaKey, altKey, matches });
      if (!action) return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, [enabled]);
}
