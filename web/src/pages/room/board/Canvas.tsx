import {
  CaptureUpdateAction,
  convertToExcalidrawElements,
  Excalidraw,
  hashElementsVersion,
} from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import type { ExcalidrawElement as SceneElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
  useSyncExternalStore,
  type Ref,
} from "react";
import { strings } from "../../../strings";
import type { BoardNode, BoardView } from "../../../wire";
import { newEdge, newNode } from "./edits";
import { graphOf, type Element, type Point } from "./graph";
import { BOX, beside, freePlace } from "./layout";
import { shapeOf, type ShapeId } from "./palette";
import { Rest } from "./rest";
import { FONT_FAMILY, skeletons } from "./scene";
import styles from "./board.module.css";

const text = strings.board;

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string | string[];
  }
}
// Where `excalidraw-plugin.ts` puts its fonts; it asks nobody else for them.
window.EXCALIDRAW_ASSET_PATH = "/excalidraw/";

/** What the palette does to the drawing. */
export interface CanvasHandle {
  /** Put a shape on it, with an arrow from the selected box where asked for; the label of that box, if any. */
  insert(shape: ShapeId | "", label: string, joined: boolean): string | null;
}

interface CanvasProps {
  readonly ref: Ref<CanvasHandle>;
  /** What is on it when it opens. */
  readonly board: BoardView;
  readonly onChange: (board: BoardView) => void;
}

/** The drawing surface: Excalidraw, without what would leave the room. */
export default function Canvas({ ref, board, onChange }: CanvasProps) {
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [initial] = useState(() => ({
    elements: convertToExcalidrawElements(skeletons(board), { regenerateIds: false }),
    appState: { currentItemFontFamily: FONT_FAMILY, currentItemRoughness: 0 },
    scrollToContent: true,
  }));
  const changed = useReading(onChange);
  useImperativeHandle(ref, () => ({
    insert: (shape, label, joined) => (api ? insert(api, shape, label, joined) : null),
  }));
  const dark = useDark();
  return (
    <section className={styles["canvas"]} aria-label={text.surface} data-own-keys>
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initial}
        onChange={changed}
        theme={dark ? "dark" : "light"}
        langCode="en"
        validateEmbeddable={false}
        aiEnabled={false}
        UIOptions={{
          canvasActions: {
            changeViewBackgroundColor: false,
            export: false,
            loadScene: false,
            saveAsImage: false,
            saveToActiveFile: false,
            toggleTheme: false,
          },
          tools: { image: false },
        }}
      />
    </section>
  );
}

/** Reads the drawing once strokes rest, and a last time when it closes. */
function useReading(onChange: (board: BoardView) => void): (elements: readonly SceneElement[]) => void {
  const rest = useRef<Rest | null>(null);
  const latest = useRef<{ readonly elements: readonly Element[]; readonly version: number } | null>(null);
  const read = useEffectEvent(() => {
    if (latest.current) onChange(graphOf(latest.current.elements));
  });
  useEffect(() => {
    const reading = new Rest(() => {
      read();
    });
    rest.current = reading;
    return () => {
      reading.settle();
    };
  }, []);
  return (elements) => {
    const version = hashElementsVersion(elements);
    const before = latest.current;
    latest.current = { elements, version };
    // The first is what it opened with; and moving about changes nothing.
    if (before && before.version !== version) rest.current?.stir();
  };
}

function insert(
  api: ExcalidrawImperativeAPI,
  shape: ShapeId | "",
  label: string,
  joined: boolean,
): string | null {
  const board = graphOf(api.getSceneElements());
  const { selectedElementIds } = api.getAppState();
  const selected = board.nodes.find((node) => selectedElementIds[node.id]);
  const size = shapeOf(shape) ?? BOX;
  const place = freePlace(board, size, selected ? beside(selected, size) : centre(api, size));
  const node = newNode(crypto.randomUUID(), shape, label, place);
  const source = joined ? selected : undefined;
  const edge = newEdge(crypto.randomUUID(), source?.id ?? "", node.id);
  const nodes = source ? [source, node] : [node];
  const drawn = convertToExcalidrawElements(skeletons({ nodes, edges: source ? [edge] : [], marks: [] }), {
    regenerateIds: false,
  });
  const there = api.getSceneElementsIncludingDeleted();
  const known = new Map(there.map((element) => [element.id, element]));
  const fresh = drawn.filter((element) => !known.has(element.id) && !boundTo(element, source?.id));
  // The box at the arrow's other end learns of the arrow.
  const elements = there.map((element) =>
    element.id === source?.id
      ? {
          ...element,
          boundElements: [...(element.boundElements ?? []), { id: edge.id, type: "arrow" as const }],
        }
      : element,
  );
  api.updateScene({
    elements: [...elements, ...fresh],
    appState: { selectedElementIds: { [node.id]: true } },
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
  if (!inSight(api, node)) api.scrollToContent(fresh, { animate: false });
  return source?.label ?? null;
}

function boundTo(element: { readonly type: string }, owner: string | undefined): boolean {
  return owner !== undefined && "containerId" in element && element.containerId === owner;
}

function inSight(api: ExcalidrawImperativeAPI, node: BoardNode): boolean {
  const { scrollX, scrollY, width, height, zoom } = api.getAppState();
  const [left, top] = [(node.x + scrollX) * zoom.value, (node.y + scrollY) * zoom.value];
  const [right, bottom] = [left + node.width * zoom.value, top + node.height * zoom.value];
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

/** The upper left corner of a box in the middle of what is in sight. */
function centre(api: ExcalidrawImperativeAPI, size: Readonly<Record<"width" | "height", number>>): Point {
  const { scrollX, scrollY, width, height, zoom } = api.getAppState();
  return [
    width / 2 / zoom.value - scrollX - size.width / 2,
    height / 3 / zoom.value - scrollY - size.height / 2,
  ];
}

const DARK = "(prefers-color-scheme: dark)";

function useDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(DARK);
      query.addEventListener("change", changed);
      return () => {
        query.removeEventListener("change", changed);
      };
    },
    () => window.matchMedia(DARK).matches,
  );
}
