import { useEffect, useReducer, useRef, useState, type RefObject } from "react";
import { MicrophoneError, type Loudspeaker, type Microphone } from "../../audio/studio";
import { browserLine } from "../../live/browser-line";
import { EMPTY_ROOM, reduce, type Room, type RoomEvent } from "../../live/room";
import { LiveSession } from "../../live/session";
import { useStudio } from "../../studio-context";
import { OwnVoice, type Speaker } from "../../voices/own-voice";

export interface LiveRoom {
  readonly room: Room;
  readonly session: LiveSession | null;
  /** The meter that shows the microphone's level. */
  readonly meter: RefObject<HTMLMeterElement | null>;
  readonly tell: (event: RoomEvent) => void;
  /** Open the microphone again, or for the first time. */
  readonly openMicrophone: () => Promise<void>;
}

/**
 * A session that lives as long as the component, with the room it is told of.
 *
 * @param speaker what speaks or shows the sentences here; null where the service speaks.
 */
export function useLiveRoom(interview: string, first: Microphone | null, speaker: Speaker | null): LiveRoom {
  const studio = useStudio();
  const [room, tell] = useReducer(reduce, EMPTY_ROOM);
  const [session, setSession] = useState<LiveSession | null>(null);
  const [microphone, setMicrophone] = useState(first);
  const meter = useRef<HTMLMeterElement>(null);

  useEffect(() => {
    const live = new LiveSession({
      line: browserLine(interview),
      tell,
      level: (position) => {
        if (meter.current) meter.current.value = position;
      },
      now: () => performance.now(),
    });
    let left = false;
    let loudspeaker: Loudspeaker | OwnVoice | null = null;
    const enter = async () => {
      if (speaker) {
        const own = new OwnVoice(speaker, (heard) => {
          live.heard(heard);
        });
        loudspeaker = own;
        live.letRead(own);
        setSession(live);
        await live.enter();
        return;
      }
      const opened = await studio.openLoudspeaker((progress) => {
        live.progress(progress);
      });
      if (left) {
        opened.close();
        return;
      }
      loudspeaker = opened;
      live.speakThrough(opened);
      setSession(live);
      await live.enter();
    };
    void enter();
    const hurry = () => {
      live.hurry();
    };
    window.addEventListener("online", hurry);
    return () => {
      left = true;
      window.removeEventListener("online", hurry);
      live.leave();
      loudspeaker?.close();
    };
  }, [interview, studio, speaker]);

  useEffect(() => {
    if (!session) return undefined;
    session.listenAt(microphone?.rate ?? null);
    if (!microphone) return undefined;
    const stop = microphone.listen((block) => {
      session.hear(block, microphone.rate);
    });
    const lost = () => {
      tell({ kind: "microphone", state: "lost" });
    };
    microphone.onLost(lost);
    if (!microphone.live) lost(); // taken away while the room opened
    return () => {
      stop();
      microphone.onLost(null);
    };
  }, [session, microphone]);

  const openMicrophone = async () => {
    try {
      setMicrophone(await studio.openMicrophone());
    } catch (error) {
      tell({ kind: "microphone", state: error instanceof MicrophoneError ? error.fault : "failed" });
    }
  };

  return { room, session, meter, tell, openMicrophone };
}
