/** A board as elements of Excalidraw: what was stored is drawn anew. Pure. */

import type { ExcalidrawElementSkeleton } from "@excalidraw/excalidraw/data/transform";
import type { BoardEdge, BoardMark, BoardNode, BoardView } from "../../../wire";
import type { Point } from "./graph";
import { laidOut } from "./layout";
import { FONT_PX, strokeOf } from "./pen";

/** Nunito: easier to read than handwriting. */
export const FONT_FAMILY = 6;
const LOOK = { roughness: 0 } as const;
/** Between an arrow's end and the box it points at. */
const GAP_PX = 4;

export function skeletons(board: BoardView): ExcalidrawElementSkeleton[] {
  const { nodes, edges, marks } = laidOut(board);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [
    ...nodes.map(box),
    ...edges.flatMap((edge) => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      return source && target && source !== target ? [arrow(edge, source, target)] : [];
    }),
    ...marks.flatMap((mark) => beside(mark)),
  ];
}

function box(node: BoardNode): ExcalidrawElementSkeleton {
  return {
    ...LOOK,
    ...strokeOf(node.pen),
    type: node.outline,
    id: node.id,
    x: node.x,
    y: node.y,
    width: node.width,
    height: node.height,
    fillStyle: "solid",
    backgroundColor: node.fill || "transparent",
    roundness: node.outline === "rectangle" ? { type: 3 } : null,
    ...(node.shape ? { customData: { shape: node.shape } } : {}),
    ...(node.label ? { label: { text: node.label, fontFamily: FONT_FAMILY, fontSize: FONT_PX } } : {}),
  };
}

function arrow(edge: BoardEdge, source: BoardNode, target: BoardNode): ExcalidrawElementSkeleton {
  const from = leaves(source, middle(target));
  const to = leaves(target, middle(source));
  const bent = pairs(edge.points);
  const way = bent.length > 2 ? bent : [from, to];
  const [x, y] = way[0] ?? from;
  return {
    ...LOOK,
    ...strokeOf(edge.pen),
    type: "arrow",
    id: edge.id,
    x,
    y,
    ...extent(way),
    points: way.map(([px, py]): Point => [px - x, py - y]) as never,
    start: { id: source.id },
    end: { id: target.id },
    ...(edge.label ? { label: { text: edge.label, fontFamily: FONT_FAMILY, fontSize: FONT_PX } } : {}),
  };
}

function beside(mark: BoardMark): readonly ExcalidrawElementSkeleton[] {
  const [x = 0, y = 0] = mark.points;
  if (mark.text) {
    const { strokeColor } = strokeOf(mark.pen);
    const letters = { strokeColor, fontFamily: FONT_FAMILY, fontSize: mark.size };
    return [{ ...letters, type: "text", id: mark.id, x, y, text: mark.text }];
  }
  const points = pairs(mark.points).map(([px, py]): Point => [px - x, py - y]);
  if (points.length < 2) return [];
  const type = mark.arrow ? "arrow" : "line";
  return [{ ...LOOK, ...strokeOf(mark.pen), type, id: mark.id, x, y, points: points as never }];
}

function extent(way: readonly Point[]): { readonly width: number; readonly height: number } {
  const [xs, ys] = [way.map(([x]) => x), way.map(([, y]) => y)];
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

function pairs(numbers: readonly number[]): readonly Point[] {
  return numbers.flatMap((x, at): Point[] => {
    const y = numbers[at + 1];
    return at % 2 === 0 && y !== undefined ? [[x, y]] : [];
  });
}

function middle(node: BoardNode): Point {
  return [node.x + node.width / 2, node.y + node.height / 2];
}

/** Where the line from a box's middle towards a point leaves the box. */
function leaves(node: BoardNode, [towardsX, towardsY]: Point): Point {
  const [x, y] = middle(node);
  const [over, down] = [towardsX - x, towardsY - y];
  const reach = Math.max(
    Math.abs(over) / (node.width / 2 + GAP_PX),
    Math.abs(down) / (node.height / 2 + GAP_PX),
  );
  return reach > 0 ? [x + over / reach, y + down / reach] : [x, y];
}
