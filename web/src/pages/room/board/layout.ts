/** Where the next box goes: near a wished place, over none that is there. */

import type { BoardNode, BoardView } from "../../../wire";
import type { Point } from "./graph";

const GAP_PX = 80;
const COLUMNS = 4;
export const BOX: Readonly<Record<"width" | "height", number>> = { width: 160, height: 80 };

type Area = Pick<BoardNode, "x" | "y" | "width" | "height">;

/** The upper left corner of a free place of this size: the wish itself, else to the right, else further down. */
export function freePlace(board: BoardView, size: Pick<Area, "width" | "height">, wish: Point): Point {
  const across = size.width + GAP_PX;
  const down = size.height + GAP_PX;
  for (let turn = 0; ; turn += 1) {
    const x = Math.round(wish[0] + (turn % COLUMNS) * across);
    const y = Math.round(wish[1] + Math.floor(turn / COLUMNS) * down);
    if (!board.nodes.some((node) => overlap(node, { ...size, x, y }))) return [x, y];
  }
}

/** Right of a box, in its middle's height. */
export function beside(node: Area, size: Pick<Area, "width" | "height">): Point {
  return [node.x + node.width + GAP_PX, node.y + (node.height - size.height) / 2];
}

/** The board with a place for each box that has none. */
export function laidOut(board: BoardView): BoardView {
  if (board.nodes.every((node) => node.width > 0)) return board;
  let placed: BoardView = { ...board, nodes: board.nodes.filter((node) => node.width > 0) };
  const below = Math.max(0, ...placed.nodes.map((node) => node.y + node.height + GAP_PX));
  for (const node of board.nodes.filter((each) => each.width <= 0)) {
    const [x, y] = freePlace(placed, BOX, [0, below]);
    placed = { ...placed, nodes: [...placed.nodes, { ...node, ...BOX, x, y }] };
  }
  return placed;
}

function overlap(one: Area, other: Area): boolean {
  const margin = GAP_PX / 4;
  return (
    one.x < other.x + other.width + margin &&
    other.x < one.x + one.width + margin &&
    one.y < other.y + other.height + margin &&
    other.y < one.y + one.height + margin
  );
}
