/** A board cut to what the service takes. */

import type { BoardView } from "../../../wire";

const MAX_ITEMS = 500;
const MAX_MARKS = 200;
const LABEL_CHARS = 200;
const TEXT_CHARS = 400;
const MAX_PX = 100_000;
/** A text frame may have 64 KiB; the rest is for the frame around the board. */
const MAX_BYTES = 60_000;

export interface Bounded {
  readonly board: BoardView;
  /** Whether something had to be left out. */
  readonly cut: boolean;
}

/** Notes and lines go first, then the boxes drawn last, with their arrows. */
export function bounded(board: BoardView): Bounded {
  let kept = within(board);
  let cut = kept.nodes.length < board.nodes.length || kept.marks.length < board.marks.length;
  while (bytes(kept) > MAX_BYTES) {
    cut = true;
    kept = kept.marks.length > 0 ? { ...kept, marks: half(kept.marks) } : without(kept);
  }
  return { board: kept, cut };
}

function within(board: BoardView): BoardView {
  const nodes = board.nodes.slice(0, MAX_ITEMS).map((node) => ({
    ...node,
    label: node.label.slice(0, LABEL_CHARS),
    x: pixel(node.x),
    y: pixel(node.y),
    width: pixel(node.width),
    height: pixel(node.height),
  }));
  const edges = board.edges
    .slice(0, MAX_ITEMS)
    .map((edge) => ({ ...edge, label: edge.label.slice(0, LABEL_CHARS), points: edge.points.map(pixel) }));
  const marks = board.marks
    .slice(0, MAX_MARKS)
    .map((mark) => ({ ...mark, text: mark.text.slice(0, TEXT_CHARS), points: mark.points.map(pixel) }));
  return { nodes, edges, marks };
}

function without(board: BoardView): BoardView {
  const nodes = half(board.nodes);
  const there = new Set(nodes.map((node) => node.id));
  const edges = board.edges.filter((edge) => there.has(edge.source) && there.has(edge.target));
  return { ...board, nodes, edges };
}

function half<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, Math.floor(items.length / 2));
}

function pixel(value: number): number {
  return Math.max(-MAX_PX, Math.min(MAX_PX, value));
}

function bytes(board: BoardView): number {
  return new TextEncoder().encode(JSON.stringify(board)).length;
}
