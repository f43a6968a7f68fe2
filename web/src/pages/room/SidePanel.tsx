import type { ReactNode, RefObject } from "react";
import { classes } from "../../components/classes";
import { clock } from "../../format";
import { elapsedSeconds, type Room } from "../../live/room";
import { strings } from "../../strings";
import { Clarified } from "./Clarified";
import { EnginesPanel } from "./EnginesPanel";
import { NotesPanel } from "./NotesPanel";
import styles from "./room.module.css";
import { useNow } from "./useNow";

const text = strings.room;

interface SidePanelProps {
  readonly interview: string;
  readonly room: Room;
  /** Where the candidate writes notes. */
  readonly notes: RefObject<HTMLTextAreaElement | null>;
  /** Further panels below. */
  readonly children?: ReactNode;
}

/** The problem with what is known of it, the track of phases, own notes, and the engines in use. */
export function SidePanel({ interview, room, notes, children }: SidePanelProps) {
  return (
    <aside className={styles["side"]}>
      <details className={styles["panel"]} open>
        <summary>
          <h2>{text.problem}</h2>
        </summary>
        <p className={styles["statement"]}>{room.problem}</p>
        <Clarified interview={interview} room={room} />
      </details>
      <section className={styles["panel"]} aria-labelledby="phases-title">
        <h2 id="phases-title">{text.phases}</h2>
        <PhaseTrack room={room} />
      </section>
      <NotesPanel interview={interview} field={notes} />
      <EnginesPanel />
      {children}
    </aside>
  );
}

function PhaseTrack({ room }: { readonly room: Room }) {
  const since = Math.max(0, elapsedSeconds(room, useNow()) - room.clock.elapsedS);
  const current = room.phases.findIndex((phase) => phase.id === room.phase);
  return (
    <ol className={styles["track"]}>
      {room.phases.map((phase, index) => {
        const here = index === current;
        const spent = phase.spent_s + (here ? since : 0);
        const over = spent > phase.planned_s + 1;
        return (
          <li
            key={phase.id}
            className={classes(here && styles["here"], index < current && styles["past"])}
            aria-current={here ? "step" : undefined}
          >
            <span className={styles["phaseTitle"]}>{phase.title}</span>
            <span className={classes(styles["phaseTime"], over && styles["overtime"])}>
              {text.phaseTime(clock(spent), clock(phase.planned_s))}
            </span>
            <progress
              value={Math.min(spent, phase.planned_s)}
              max={phase.planned_s || 1}
              aria-label={phase.title}
            />
          </li>
        );
      })}
    </ol>
  );
}
