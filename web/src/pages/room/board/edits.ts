/** Changes of a board by name rather than by hand: what palette and list do. Pure. */

import type { BoardEdge, BoardNode, BoardView } from "../../../wire";
import type { Point } from "./graph";
import { BOX, freePlace } from "./layout";
import { shapeOf, type ShapeId } from "./palette";

/** A box of the palette, or a plain one (`shape` ""). */
export function newNode(id: string, shape: ShapeId | "", label: string, [x, y]: Point): BoardNode {
  const known = shapeOf(shape);
  return {
    id,
    label,
    shape,
    outline: known?.outline ?? "rectangle",
    fill: known?.fill ?? "",
    pen: null,
    x: Math.round(x),
    y: Math.round(y),
    width: known?.width ?? BOX.width,
    height: known?.height ?? BOX.height,
  };
}

export function addNode(board: BoardView, id: string, shape: ShapeId | "", label: string): BoardView {
  const last = board.nodes.at(-1);
  const place = freePlace(board, shapeOf(shape) ?? BOX, last ? [last.x, last.y] : [0, 0]);
  return { ...board, nodes: [...board.nodes, newNode(id, shape, label, place)] };
}

export function renameNode(board: BoardView, id: string, label: string): BoardView {
  return { ...board, nodes: board.nodes.map((node) => (node.id === id ? { ...node, label } : node)) };
}

/** Without the box and the arrows at it. */
export function removeNode(board: BoardView, id: string): BoardView {
  return {
    ...board,
    nodes: board.nodes.filter((node) => node.id !== id),
    edges: board.edges.filter((edge) => edge.source !== id && edge.target !== id),
  };
}

/** A plain arrow from one box to another. */
export function newEdge(id: string, source: string, target: string): BoardEdge {
  return { id, source, target, label: "", points: [], pen: null };
}

export function addEdge(board: BoardView, id: string, source: string, target: string): BoardView {
  return { ...board, edges: [...board.edges, newEdge(id, source, target)] };
}

export function changeEdge(board: BoardView, id: string, change: Partial<BoardEdge>): BoardView {
  return { ...board, edges: board.edges.map((edge) => (edge.id === id ? { ...edge, ...change } : edge)) };
}

export function removeEdge(board: BoardView, id: string): BoardView {
  return { ...board, edges: board.edges.filter((edge) => edge.id !== id) };
}
