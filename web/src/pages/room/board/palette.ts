/** The shapes of a system design, ready at hand. */

import type { BoardNode } from "../../../wire";

export type ShapeId =
  "client" | "load-balancer" | "service" | "database" | "cache" | "queue" | "cdn" | "object-store";

export interface Shape {
  readonly id: ShapeId;
  readonly outline: BoardNode["outline"];
  /** Light enough for dark words on it. */
  readonly fill: string;
  readonly width: number;
  readonly height: number;
}

const shape = (id: ShapeId, fill: string, change: Partial<Shape> = {}): Shape => ({
  id,
  fill,
  outline: "rectangle",
  width: 160,
  height: 80,
  ...change,
});

export const SHAPES: readonly Shape[] = [
  shape("client", "#e9ecef"),
  shape("load-balancer", "#ffe8cc", { outline: "diamond", width: 200, height: 120 }),
  shape("service", "#d0ebff"),
  shape("database", "#d3f9d8", { outline: "ellipse", height: 100 }),
  shape("cache", "#ffec99"),
  shape("queue", "#e5dbff", { width: 200, height: 60 }),
  shape("cdn", "#c5f6fa", { outline: "ellipse", height: 100 }),
  shape("object-store", "#ffdeeb"),
];

export function shapeOf(id: string): Shape | undefined {
  return SHAPES.find((each) => each.id === id);
}
