import type { RefObject } from "react";
import { Mark } from "../../components/Mark";
import { clock } from "../../format";
import { elapsedSeconds, type Room } from "../../live/room";
import { strings } from "../../strings";
import styles from "./room.module.css";
import { useNow } from "./useNow";

const text = strings.room;

interface TopBarProps {
  readonly room: Room;
  readonly title: string;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

export function TopBar({ room, title, heading }: TopBarProps) {
  const elapsed = elapsedSeconds(room, useNow());
  const phase = room.phases.find((each) => each.id === room.phase)?.title ?? "";
  return (
    <header className={styles["top"]}>
      <div className={styles["topTitle"]}>
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <span className={styles["topPhase"]} role="status">
          {phase}
        </span>
      </div>
      <div className={styles["clock"]} role="timer" aria-label={text.clock}>
        <span data-testid="elapsed">{clock(elapsed)}</span>
        <span className={styles["clockTotal"]}>/ {clock(room.clock.totalS)}</span>
      </div>
    </header>
  );
}
