import {
  CircleCheck,
  Keyboard,
  Lightbulb,
  Mic,
  MicOff,
  Pause,
  PhoneOff,
  Play,
  Shapes,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "../../components/classes";
import type { Room } from "../../live/room";
import { strings } from "../../strings";
import { KEY_NAMES, type RoomKey } from "./keys";
import styles from "./controls.module.css";

const text = strings.room;

interface ControlsProps {
  readonly room: Room;
  readonly typing: boolean;
  readonly drawing: boolean;
  /** The browser itself recognises what is said. */
  readonly dictating?: boolean;
  readonly disabled: boolean;
  readonly onAct: (key: RoomKey) => void;
  readonly onMicrophone: () => void;
  readonly onEnd: () => void;
  readonly shortcuts: ReactNode;
}

export function Controls({
  room,
  typing,
  drawing,
  dictating = false,
  disabled,
  onAct,
  onMicrophone,
  onEnd,
  shortcuts,
}: ControlsProps) {
  const paused = room.state === "paused";
  const offline = room.link.kind !== "open";
  const control = (
    key: RoomKey,
    label: string,
    icon: LucideIcon,
    off: boolean,
    look?: string,
    pressed?: boolean,
  ) => (
    <Control
      label={label}
      icon={icon}
      keyName={KEY_NAMES[key]}
      look={look}
      pressed={pressed}
      disabled={disabled || off}
      onClick={() => {
        onAct(key);
      }}
    />
  );
  return (
    <footer className={styles["bar"]}>
      <div className={styles["controls"]} role="toolbar" aria-label={text.controls}>
        {room.microphone === "off" && !dictating ? (
          <Control label={text.useMicrophone} icon={MicOff} disabled={disabled} onClick={onMicrophone} />
        ) : room.muted ? (
          control("mute", text.unmute, MicOff, false, "on")
        ) : (
          control("mute", text.mute, Mic, false)
        )}
        {control("type", text.type, Keyboard, false, typing ? "on" : undefined, typing)}
        {control("board", strings.board.open, Shapes, false, drawing ? "on" : undefined, drawing)}
        {control("done", text.done, CircleCheck, offline || paused, "done")}
        {control("hint", text.hint, Lightbulb, offline || paused)}
        {paused
          ? control("pause", text.resume, Play, false, "on")
          : control("pause", text.pause, Pause, offline)}
        <Control
          label={text.end}
          name={text.endLabel}
          icon={PhoneOff}
          look="end"
          disabled={disabled}
          onClick={onEnd}
        />
      </div>
      <div className={styles["extra"]}>{shortcuts}</div>
    </footer>
  );
}

interface ControlProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** The accessible name, where the label alone is too short. */
  readonly name?: string;
  readonly keyName?: string;
  readonly look?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Control({ label, name, icon: Icon, keyName, look, pressed, disabled, onClick }: ControlProps) {
  return (
    <button
      type="button"
      className={classes(styles["control"], look && styles[look])}
      disabled={disabled}
      aria-label={name}
      aria-keyshortcuts={keyName}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <span className={styles["icon"]}>
        <Icon size={22} aria-hidden />
      </span>
      <span className={styles["label"]}>
        {label}
        {keyName ? <kbd aria-hidden>{keyName}</kbd> : null}
      </span>
    </button>
  );
}
