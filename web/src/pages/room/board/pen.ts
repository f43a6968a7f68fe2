/** What something is drawn with, between Excalidraw's words for it and the board's. Pure. */

import type { BoardPen } from "../../../wire";

/** Excalidraw's own colour of lines. */
export const INK = "#1e1e1e";
export const FONT_PX = 16;
const USUAL: BoardPen = { colour: "", stroke: "solid", width: 2 };
const WIDEST_PX = 64;
const LARGEST_PX = 400;
const COLOUR = /^#[0-9a-f]{6}$/;

interface Drawn {
  readonly strokeColor?: string;
  readonly strokeStyle?: string;
  readonly strokeWidth?: number;
}

/** The pen of an element; null for the usual one, so that a plain board stays small. */
export function penOf(element: Drawn): BoardPen | null {
  const { strokeColor = "", strokeStyle, strokeWidth = USUAL.width } = element;
  const colour = COLOUR.test(strokeColor) && strokeColor !== INK ? strokeColor : "";
  const stroke = strokeStyle === "dashed" || strokeStyle === "dotted" ? strokeStyle : "solid";
  const width = Math.max(1, Math.min(WIDEST_PX, Math.round(strokeWidth)));
  const usual = colour === "" && stroke === USUAL.stroke && width === USUAL.width;
  return usual ? null : { colour, stroke, width };
}

/** How Excalidraw is told of a pen. */
export function strokeOf(pen: BoardPen | null): Required<Drawn> & {
  readonly strokeStyle: BoardPen["stroke"];
} {
  const { colour, stroke, width } = pen ?? USUAL;
  return { strokeColor: colour || INK, strokeStyle: stroke, strokeWidth: width };
}

/** The size of an element's letters, in whole pixels. */
export function sizeOf({ fontSize = FONT_PX }: { readonly fontSize?: number }): number {
  return Math.max(1, Math.min(LARGEST_PX, Math.round(fontSize)));
}
