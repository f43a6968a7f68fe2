/**
 * What was drawn, as a graph: a pure function of the scene.
 *
 * A box's label is the text bound to it, or free text that lies in it. An arrow's ends are the boxes it is bound to, or
 * those near which it ends. What is neither box nor arrow between boxes is kept as a mark, so that nothing drawn is lost.
 */

import type { BoardEdge, BoardMark, BoardNode, BoardView } from "../../../wire";
import { FONT_PX, penOf, sizeOf } from "./pen";

/** What this module needs of an element of Excalidraw. */
export interface Element {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isDeleted?: boolean;
  readonly text?: string;
  readonly containerId?: string | null;
  readonly points?: readonly (readonly number[])[];
  readonly startBinding?: { readonly elementId: string } | null;
  readonly endBinding?: { readonly elementId: string } | null;
  readonly startArrowhead?: string | null;
  readonly endArrowhead?: string | null;
  readonly backgroundColor?: string;
  readonly strokeColor?: string;
  readonly strokeStyle?: string;
  readonly strokeWidth?: number;
  readonly fontSize?: number;
  readonly customData?: Readonly<Record<string, unknown>> | undefined;
}

export type Point = readonly [number, number];

export const EMPTY_BOARD: BoardView = { nodes: [], edges: [], marks: [] };

/** Pixels from a box within which an arrow that is not bound to anything still points at it. */
const SNAP_PX = 40;
/** Pixels from the middle of an arrow within which free text is its label. */
const LABEL_PX = 30;
/** Points of a line that are kept. */
const MARK_POINTS = 64;
const OUTLINES: Readonly<Record<string, BoardNode["outline"]>> = {
  rectangle: "rectangle",
  ellipse: "ellipse",
  diamond: "diamond",
};
const COLOUR = /^#[0-9a-f]{6}$/;

export function graphOf(scene: readonly Element[]): BoardView {
  const elements = scene.filter((element) => !element.isDeleted);
  const boxes = elements.filter((element) => OUTLINES[element.type] !== undefined);
  const arrows = elements.filter((element) => element.type === "arrow");
  const ends = new Map(arrows.map((arrow) => [arrow.id, endsOf(arrow, boxes)]));
  const labels = new Labels(elements, boxes, arrows);
  return {
    nodes: boxes.map((box) => node(box, labels.of(box.id))),
    edges: arrows.flatMap((arrow) => edges(arrow, ends.get(arrow.id) ?? null, labels.of(arrow.id))),
    marks: elements.flatMap((element) => {
      if (element.type === "text") return labels.taken(element) ? [] : [words(element)];
      const joined = element.type === "arrow" && ends.get(element.id);
      return joined || !element.points ? [] : [line(element)];
    }),
  };
}

/** Which text belongs to which box or arrow. */
class Labels {
  readonly #texts = new Map<string, Element[]>();
  readonly #taken = new Set<string>();

  constructor(elements: readonly Element[], boxes: readonly Element[], arrows: readonly Element[]) {
    const texts = elements.filter((element) => element.type === "text");
    const owners = new Set([...boxes, ...arrows].map((element) => element.id));
    for (const text of texts) {
      if (text.containerId && owners.has(text.containerId)) this.#give(text, text.containerId);
    }
    for (const text of texts) {
      if (this.#taken.has(text.id)) continue;
      const around = smallest(boxes.filter((box) => inside(middle(text), box)));
      if (around) this.#give(text, around.id);
    }
    for (const text of texts) {
      if (this.#taken.has(text.id)) continue;
      const near = arrows.find((arrow) => distance(middle(text), halfway(arrow)) <= LABEL_PX);
      if (near) this.#give(text, near.id);
    }
  }

  of(owner: string): string {
    const texts = [...(this.#texts.get(owner) ?? [])].sort((a, b) => a.y - b.y || a.x - b.x);
    return oneLine(texts.map((text) => text.text ?? "").join(" "));
  }

  taken(text: Element): boolean {
    return this.#taken.has(text.id);
  }

  #give(text: Element, owner: string): void {
    this.#taken.add(text.id);
    this.#texts.set(owner, [...(this.#texts.get(owner) ?? []), text]);
  }
}

function node(box: Element, label: string): BoardNode {
  const shape = box.customData?.["shape"];
  const fill = box.backgroundColor ?? "";
  return {
    id: box.id,
    label,
    shape: typeof shape === "string" ? shape : "",
    outline: OUTLINES[box.type] ?? "rectangle",
    fill: COLOUR.test(fill) ? fill : "",
    pen: penOf(box),
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.max(1, Math.round(box.width)),
    height: Math.max(1, Math.round(box.height)),
  };
}

interface Ends {
  readonly source: string;
  readonly target: string;
}

function endsOf(arrow: Element, boxes: readonly Element[]): Ends | null {
  const points = absolute(arrow);
  const first = points[0];
  const last = points.at(-1);
  const source = end(arrow.startBinding?.elementId, first, boxes);
  const target = end(arrow.endBinding?.elementId, last, boxes);
  return source && target && source !== target ? { source, target } : null;
}

function end(bound: string | undefined, at: Point | undefined, boxes: readonly Element[]): string | null {
  if (bound && boxes.some((box) => box.id === bound)) return bound;
  if (!at) return null;
  const near = boxes
    .map((box) => ({ id: box.id, away: outside(at, box) }))
    .filter(({ away }) => away <= SNAP_PX)
    .sort((a, b) => a.away - b.away);
  return near[0]?.id ?? null;
}

function edges(arrow: Element, ends: Ends | null, label: string): readonly BoardEdge[] {
  if (!ends) return [];
  const { source, target } = ends;
  const way = absolute(arrow);
  // A straight way is drawn anew from box to box, wherever they stand.
  const bent = way.length > 2 ? kept(way) : [];
  const forth = { id: arrow.id, source, target, label, points: flat(bent), pen: penOf(arrow) };
  const back = { ...forth, source: target, target: source, points: flat(bent.toReversed()) };
  if (!arrow.startArrowhead) return [forth];
  return arrow.endArrowhead ? [forth, { ...back, id: backOf(arrow.id) }] : [back];
}

/** The id of the way back of an arrow with two heads. */
export function backOf(id: string): string {
  return `${id}-back`;
}

function words(text: Element): BoardMark {
  return {
    id: text.id,
    text: (text.text ?? "").trim(),
    points: [Math.round(text.x), Math.round(text.y)],
    arrow: false,
    size: sizeOf(text),
    pen: penOf(text),
  };
}

function line(element: Element): BoardMark {
  return {
    id: element.id,
    text: "",
    points: flat(kept(absolute(element))),
    arrow: element.type === "arrow",
    size: FONT_PX,
    pen: penOf(element),
  };
}

/** A way with no more points than are stored, its ends among them. */
function kept(way: readonly Point[]): readonly Point[] {
  const step = Math.max(1, Math.ceil(way.length / (MARK_POINTS - 1)));
  return way.filter((_, at) => at % step === 0 || at === way.length - 1);
}

function flat(way: readonly Point[]): readonly number[] {
  return way.flatMap(([x, y]) => [Math.round(x), Math.round(y)]);
}

function absolute(element: Element): readonly Point[] {
  return (element.points ?? []).map(([x = 0, y = 0]) => [element.x + x, element.y + y]);
}

function middle(element: Element): Point {
  return [element.x + element.width / 2, element.y + element.height / 2];
}

function halfway(arrow: Element): Point {
  const points = absolute(arrow);
  const [first, last] = [points[0] ?? [arrow.x, arrow.y], points.at(-1) ?? [arrow.x, arrow.y]];
  return [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2];
}

function inside([x, y]: Point, box: Element): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** How far a point lies outside a box; 0 within it. */
function outside([x, y]: Point, box: Element): number {
  const over = Math.max(box.x - x, 0, x - box.x - box.width);
  const down = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(over, down);
}

function smallest(boxes: readonly Element[]): Element | undefined {
  return [...boxes].sort((a, b) => a.width * a.height - b.width * b.height)[0];
}

function distance([a, b]: Point, [c, d]: Point): number {
  return Math.hypot(a - c, b - d);
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
