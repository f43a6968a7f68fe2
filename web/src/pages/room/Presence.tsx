import { MicOff, Pause } from "lucide-react";
import type { RefObject } from "react";
import { classes } from "../../components/classes";
import { initials } from "../../format";
import type { Room, RoomState } from "../../live/room";
import { strings } from "../../strings";
import styles from "./presence.module.css";

const text = strings.room;

interface PresenceProps {
  readonly room: Room;
  readonly meter: RefObject<HTMLMeterElement | null>;
  /** The browser itself recognises what is said. */
  readonly dictating?: boolean;
}

/** The interviewer, and oneself in the corner. */
export function Presence({ room, meter, dictating = false }: PresenceProps) {
  const name = room.persona || text.interviewer;
  return (
    <section className={classes(styles["stage"], styles[room.state])} aria-label={text.interviewer}>
      <div className={styles["figure"]}>
        <div className={styles["ring"]} aria-hidden />
        <div className={styles["avatar"]} aria-hidden>
          {room.state === "paused" ? <Pause size={40} /> : initials(name)}
        </div>
      </div>
      <div className={styles["who"]}>
        <p className={styles["name"]}>{name}</p>
        <p className={styles["state"]} data-testid="presence" data-state={room.state}>
          <Signal state={room.state} />
          {room.link.kind === "connecting" && !room.entered ? text.connecting : text.presence(room.state)}
        </p>
        {room.state === "paused" ? <p className={styles["note"]}>{text.pausedLead}</p> : null}
      </div>
      <Self room={room} meter={meter} dictating={dictating} />
    </section>
  );
}

/** Moves while the interviewer speaks or thinks. */
function Signal({ state }: { readonly state: RoomState }) {
  return (
    <span className={styles["signal"]} aria-hidden>
      {state === "speaking" || state === "thinking" ? (
        <>
          <i />
          <i />
          <i />
          <i />
        </>
      ) : (
        <b />
      )}
    </span>
  );
}

function Self({ room, meter, dictating = false }: PresenceProps) {
  const typing = room.microphone === "off" && !dictating;
  return (
    <div className={styles["self"]}>
      <span>{text.you}</span>
      {typing ? (
        <span className={styles["selfState"]}>{text.typingOnly}</span>
      ) : room.muted ? (
        <span className={styles["selfState"]}>
          <MicOff size={14} aria-hidden /> {text.muted}
        </span>
      ) : dictating ? (
        <span className={styles["selfState"]}>{strings.roomMore.dictating}</span>
      ) : (
        <meter ref={meter} min={0} max={1} aria-label={strings.sound.level} />
      )}
    </div>
  );
}
