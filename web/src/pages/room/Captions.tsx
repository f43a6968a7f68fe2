import { useLayoutEffect, useRef } from "react";
import { classes } from "../../components/classes";
import { lineText, lineTextAhead, type CaptionLine, type Room } from "../../live/room";
import { strings } from "../../strings";
import styles from "./captions.module.css";

const text = strings.room;
/** Pixels from the end within which the captions still follow the conversation. */
const NEAR_END_PX = 80;

interface CaptionsProps {
  readonly room: Room;
  /** Large, and each sentence as soon as it is known. */
  readonly large?: boolean;
}

/** Both voices in words, the newest in sight unless one has scrolled back. */
export function Captions({ room, large = false }: CaptionsProps) {
  const words = large ? lineTextAhead : lineText;
  const lines = [...room.lines, ...dictated(room)].filter((line) => words(line) || line.unstable);
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    if (box.current && following.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <div
      ref={box}
      className={classes(styles["captions"], large && styles["large"])}
      role="log"
      aria-live="polite"
      aria-relevant="additions text"
      aria-label={text.captions}
      // Scrolled by the keyboard, too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      }}
    >
      {lines.length === 0 ? <p className={styles["empty"]}>{text.captionsEmpty}</p> : null}
      {lines.map((line) => (
        <Caption
          key={`${line.speaker}-${line.turn}`}
          line={line}
          words={words(line)}
          name={room.persona || text.interviewer}
        />
      ))}
    </div>
  );
}

/** What the browser itself is recognising, as a line that is not final. */
function dictated({ dictation: { stable, unstable } }: Room): readonly CaptionLine[] {
  if (!stable && !unstable) return [];
  return [{ turn: "dictation", speaker: "candidate", text: stable, unstable, final: false, utterances: [] }];
}

interface CaptionProps {
  readonly line: CaptionLine;
  readonly words: string;
  readonly name: string;
}

function Caption({ line, words, name }: CaptionProps) {
  const own = line.speaker === "candidate";
  return (
    // Words that still change are not read out until they stand.
    <p
      className={classes(styles["line"], own && styles["own"])}
      aria-busy={own && !line.final}
      data-testid="caption"
      data-speaker={line.speaker}
      data-final={line.final}
    >
      <span className={styles["speaker"]}>{own ? text.you : name}</span>
      <span className={styles["words"]}>
        {words}
        {line.unstable ? (
          <>
            {" "}
            <span className={styles["unstable"]} title={text.unstable} data-testid="unstable">
              {line.unstable}
            </span>
          </>
        ) : null}
      </span>
    </p>
  );
}
