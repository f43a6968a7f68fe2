import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { BoardView } from "../../../wire";
import { bounded } from "./bounded";
import { EMPTY_BOARD } from "./graph";

/** How long a change waits for the next one before it is sent. */
const REST_MS = 400;

interface Drawn {
  readonly board: BoardView;
  readonly change: (board: BoardView) => void;
  /** Send now what waits, since something is about to be said of it. */
  readonly flush: () => void;
}

/** The board as it stands here: as stored, until something is drawn; then as drawn, and sent when it rests. */
export function useBoard(stored: BoardView | null, send: (board: BoardView) => void): Drawn {
  const [drawn, setDrawn] = useState<BoardView | null>(null);
  const waiting = useRef<{ readonly timer: number; readonly board: BoardView } | null>(null);
  const sent = useEffectEvent(send);

  const flush = () => {
    if (!waiting.current) return;
    window.clearTimeout(waiting.current.timer);
    const { board } = waiting.current;
    waiting.current = null;
    send(bounded(board).board);
  };
  useEffect(
    () => () => {
      if (!waiting.current) return;
      window.clearTimeout(waiting.current.timer);
      sent(bounded(waiting.current.board).board);
    },
    [],
  );

  const board = drawn ?? stored ?? EMPTY_BOARD;
  const change = (changed: BoardView) => {
    if (JSON.stringify(changed) === JSON.stringify(board)) return;
    setDrawn(changed);
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = { board: changed, timer: window.setTimeout(flush, REST_MS) };
  };
  return { board, change, flush };
}
