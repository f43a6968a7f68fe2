import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Room, RoomEvent } from "../live/room";
import type { LiveSession } from "../live/session";
import { DeviceEar, type Recognition } from "./device-ear";

interface EarProps {
  readonly session: LiveSession | null;
  readonly room: Room;
  readonly tell: (event: RoomEvent) => void;
  /** Makes a recogniser that works on the device; null where the service hears. */
  readonly recognition: (() => Recognition) | null;
}

export interface Ear {
  /** The answer is over; false when there is none. */
  readonly done: () => boolean;
  /** Hear again after trouble. */
  readonly retry: () => void;
}

/** The browser's own recogniser in the room: it listens while the interviewer does. */
export function useEar({ session, room, tell, recognition }: EarProps): Ear {
  const ear = useRef<DeviceEar | null>(null);
  const [attempt, setAttempt] = useState(0);
  const listens = room.entered && room.state === "listening" && !room.muted && !room.ended;
  const told = useEffectEvent(tell);

  useEffect(() => {
    if (!session || !recognition) return undefined;
    const fresh = new DeviceEar({
      make: recognition,
      send: (text) => {
        session.type(text);
      },
      show: (stable, unstable) => {
        told({ kind: "dictated", stable, unstable });
      },
      composing: () => {
        session.composing();
      },
      trouble: (trouble) => {
        told({ kind: "microphone", state: trouble ?? "off" });
      },
      later: (callback, ms) => {
        const timer = window.setTimeout(callback, ms);
        return () => {
          window.clearTimeout(timer);
        };
      },
    });
    ear.current = fresh;
    return () => {
      fresh.close();
      ear.current = null;
    };
  }, [session, recognition]);

  useEffect(() => {
    ear.current?.listen(listens);
  }, [listens, session, recognition, attempt]);

  return {
    done: () => ear.current?.done() ?? false,
    retry: () => {
      tell({ kind: "microphone", state: "off" });
      ear.current?.listen(false);
      setAttempt(attempt + 1);
    },
  };
}
