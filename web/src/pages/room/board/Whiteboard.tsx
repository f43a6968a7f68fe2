import { lazy, Suspense, useRef, useState } from "react";
import { strings } from "../../../strings";
import type { BoardView } from "../../../wire";
import { BoardList } from "./BoardList";
import { bounded } from "./bounded";
import type { CanvasHandle } from "./Canvas";
import { addNode } from "./edits";
import { laidOut } from "./layout";
import { Palette } from "./Palette";
import type { ShapeId } from "./palette";
import styles from "./board.module.css";

const text = strings.board;
/** Large, so fetched when the board is first opened; without it there is still the list. */
const Canvas = lazy(() =>
  import("./Canvas").catch(() => ({ default: () => <p className={styles["warning"]}>{text.failed}</p> })),
);

type Way = "draw" | "list";

interface WhiteboardProps {
  readonly board: BoardView;
  readonly onChange: (board: BoardView) => void;
}

/** The whiteboard: to draw on, or to write as a list. Both change the same board. */
export default function Whiteboard({ board, onChange }: WhiteboardProps) {
  const [way, setWay] = useState<Way>("draw");
  const [join, setJoin] = useState(false);
  const [said, setSaid] = useState("");
  const canvas = useRef<CanvasHandle>(null);
  const { cut } = bounded(board);

  const add = (shape: ShapeId | "", label: string) => {
    if (way === "list") {
      onChange(addNode(laidOut(board), crypto.randomUUID(), shape, label));
      setSaid(text.added(label));
      return;
    }
    const joined = canvas.current?.insert(shape, label, join) ?? null;
    setSaid(joined === null ? text.added(label) : text.joined(joined, label));
  };

  return (
    <section className={styles["whiteboard"]} aria-label={text.title}>
      <div className={styles["tools"]}>
        <div className={styles["ways"]} role="group" aria-label={text.ways}>
          {(["draw", "list"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={way === each}
              onClick={() => {
                setWay(each);
              }}
            >
              {text[each]}
            </button>
          ))}
        </div>
        <Palette onAdd={add} />
        {way === "draw" ? (
          <label className={styles["join"]}>
            <input
              type="checkbox"
              checked={join}
              onChange={(event) => {
                setJoin(event.target.checked);
              }}
            />
            {text.join}
          </label>
        ) : null}
      </div>
      {cut ? <p className={styles["warning"]}>{text.tooMuch}</p> : null}
      {way === "draw" ? (
        <Suspense fallback={<p className={styles["soft"]}>{text.opening}</p>}>
          <Canvas ref={canvas} board={board} onChange={onChange} />
        </Suspense>
      ) : (
        <BoardList
          board={board}
          onChange={(changed, what) => {
            onChange(changed);
            if (what) setSaid(what);
          }}
        />
      )}
      <p role="status" className={styles["said"]}>
        {said}
      </p>
    </section>
  );
}
