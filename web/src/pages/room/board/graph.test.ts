import { describe, expect, it } from "vitest";
import type { BoardMark, BoardView } from "../../../wire";
import { bounded } from "./bounded";
import { addEdge, addNode, changeEdge, newNode, removeEdge, removeNode, renameNode } from "./edits";
import { EMPTY_BOARD, graphOf, type Element } from "./graph";
import { inWords } from "./in-words";
import { freePlace, laidOut } from "./layout";
import { SHAPES } from "./palette";
import { Rest } from "./rest";
import { skeletons } from "./scene";

const element = (change: Partial<Element> & Pick<Element, "id" | "type">): Element => ({
  x: 0,
  y: 0,
  width: 160,
  height: 80,
  ...change,
});
const box = (id: string, x: number, change: Partial<Element> = {}) =>
  element({ id, type: "rectangle", x, ...change });
const words = (id: string, text: string, change: Partial<Element> = {}) =>
  element({ id, type: "text", text, width: 60, height: 20, ...change });
const arrow = (id: string, from: readonly [number, number], to: readonly [number, number], change = {}) =>
  element({
    id,
    type: "arrow",
    x: from[0],
    y: from[1],
    points: [
      [0, 0],
      [to[0] - from[0], to[1] - from[1]],
    ],
    endArrowhead: "arrow",
    ...change,
  });
const MARK: BoardMark = { id: "m", text: "", points: [0, 0], arrow: false, size: 16, pen: null };
/** What a skeleton of a stored board is to Excalidraw, and back. */
const again = (board: BoardView) => graphOf(skeletons(board).flatMap(drawn));
const drawn = (skeleton: ReturnType<typeof skeletons>[number]): Element[] => {
  const { label, start, end, ...rest } = skeleton as unknown as Element & {
    readonly label?: { readonly text: string };
    readonly start?: { readonly id: string };
    readonly end?: { readonly id: string };
  };
  const bound = (at?: { readonly id: string }) => (at ? { elementId: at.id } : null);
  const own = { ...rest, startBinding: bound(start), endBinding: bound(end) };
  const text = label ? [words(`${rest.id}-label`, label.text, { containerId: rest.id })] : [];
  return [own, ...text];
};
const ends = (scene: readonly Element[]) => graphOf(scene).edges.map((edge) => [edge.source, edge.target]);

describe("a scene as a graph", () => {
  it("takes the text bound to a box as its label, on one line", () => {
    const { nodes, marks } = graphOf([box("a", 0), words("t", "Upload\nservice", { containerId: "a" })]);
    expect(nodes.map((node) => node.label)).toEqual(["Upload service"]);
    expect(marks).toEqual([]);
  });

  it("takes free text inside a box as its label, and of two boxes around it the smaller", () => {
    const scene = [
      box("outer", -100, { y: -100, width: 600, height: 400 }),
      box("a", 0),
      words("t", "Queue", { x: 40, y: 30 }),
    ];
    expect(graphOf(scene).nodes.map((node) => [node.id, node.label])).toEqual([
      ["outer", ""],
      ["a", "Queue"],
    ]);
  });

  it("joins the boxes that an arrow is bound to, wherever its points are", () => {
    const bound = { startBinding: { elementId: "b" }, endBinding: { elementId: "a" } };
    expect(ends([box("a", 0), box("b", 900), arrow("e", [0, 500], [10, 510], bound)])).toEqual([["b", "a"]]);
  });

  it("snaps the ends of a free arrow to boxes near them", () => {
    expect(ends([box("a", 0), box("b", 300), arrow("e", [190, 40], [280, 40])])).toEqual([["a", "b"]]);
  });

  it("keeps an arrow that points at nothing as a line", () => {
    const { edges, marks } = graphOf([box("a", 0), arrow("e", [170, 40], [700, 40])]);
    expect(edges).toEqual([]);
    expect(marks).toEqual([{ ...MARK, id: "e", points: [170, 40, 700, 40], arrow: true }]);
  });

  it("reads the direction from the heads: one at the start turns it round, two make two", () => {
    const heads = { startArrowhead: "arrow", endArrowhead: null };
    const scene = [box("a", 0), box("b", 300)];
    expect(ends([...scene, arrow("e", [170, 40], [290, 40], heads)])).toEqual([["b", "a"]]);
    const both = graphOf([...scene, arrow("e", [170, 40], [290, 40], { startArrowhead: "arrow" })]).edges;
    expect(new Set(both.map((edge) => edge.id)).size).toBe(2);
    expect(both.map((edge) => edge.source)).toEqual(["a", "b"]);
  });

  it("takes text bound to an arrow, or beside its middle, as the arrow's label", () => {
    const scene = [box("a", 0), box("b", 300), arrow("e", [170, 40], [290, 40])];
    expect(graphOf([...scene, words("t", "jobs", { containerId: "e" })]).edges[0]?.label).toBe("jobs");
    expect(graphOf([...scene, words("t", "jobs", { x: 200, y: 15 })]).edges[0]?.label).toBe("jobs");
  });

  it("keeps what is neither box nor arrow: words beside the boxes, and strokes in few points", () => {
    const points = Array.from({ length: 500 }, (_, at) => [at, at]);
    const scene = [words("t", "to do", { x: 5.4, y: 900 }), element({ id: "f", type: "freedraw", points })];
    const [note, stroke] = graphOf(scene).marks;
    expect(note).toEqual({ ...MARK, id: "t", text: "to do", points: [5, 900] });
    expect(stroke?.points.length).toBeLessThanOrEqual(128);
    expect(stroke?.points.slice(-2)).toEqual([499, 499]);
  });

  it("remembers the shape, the outline and the colour, and leaves out what was deleted", () => {
    const scene = [
      box("a", 0, { type: "ellipse", backgroundColor: "#d3f9d8", customData: { shape: "database" } }),
      box("b", 0, { backgroundColor: "transparent" }),
      box("gone", 0, { isDeleted: true }),
    ];
    expect(graphOf(scene).nodes.map(({ id, shape, outline, fill }) => [id, shape, outline, fill])).toEqual([
      ["a", "database", "ellipse", "#d3f9d8"],
      ["b", "", "rectangle", ""],
    ]);
  });
});

describe("edits by name", () => {
  const two = addNode(addNode(EMPTY_BOARD, "a", "service", "API"), "b", "queue", "Queue");

  it("puts each shape where none is yet", () => {
    const all = SHAPES.reduce((board, { id }) => addNode(board, id, id, id), EMPTY_BOARD);
    const places = new Set(all.nodes.map((node) => `${node.x} ${node.y}`));
    expect(places.size).toBe(SHAPES.length);
  });

  it("joins, renames and removes boxes, and arrows with them", () => {
    const joined = changeEdge(addEdge(two, "e", "a", "b"), "e", { label: "jobs" });
    expect(inWords(joined)).toEqual(["API → Queue (jobs)"]);
    expect(inWords(renameNode(joined, "a", "Uploads"))).toEqual(["Uploads → Queue (jobs)"]);
    expect(inWords(removeEdge(joined, "e"))).toEqual(["API", "Queue"]);
    expect(removeNode(joined, "a").edges).toEqual([]);
  });

  it("finds a free place at the wish itself or after it", () => {
    expect(freePlace(EMPTY_BOARD, { width: 10, height: 10 }, [7, 8])).toEqual([7, 8]);
    expect(freePlace(two, { width: 160, height: 80 }, [0, 0])).not.toEqual([0, 0]);
  });

  it("gives boxes without a place one of their own", () => {
    const bare = { ...two, nodes: two.nodes.map((node) => ({ ...node, width: 0, height: 0 })) };
    const [one, other] = laidOut(bare).nodes;
    expect(one?.width).toBeGreaterThan(0);
    expect([one?.x, one?.y]).not.toEqual([other?.x, other?.y]);
    expect(laidOut(two)).toBe(two);
  });
});

describe("a board as a scene", () => {
  it("binds arrows to their boxes and leaves out those without", () => {
    const board = addEdge(
      addNode(addNode(EMPTY_BOARD, "a", "cache", "Cache"), "b", "", "Box"),
      "e",
      "a",
      "b",
    );
    const drawn = skeletons(addEdge(board, "lost", "a", "gone"));
    expect(drawn.map((each) => each.type)).toEqual(["rectangle", "rectangle", "arrow"]);
    expect(drawn[2]).toMatchObject({ start: { id: "a" }, end: { id: "b" } });
  });

  it("draws words and lines beside the boxes again", () => {
    const marks = [
      { ...MARK, id: "t", text: "to do", points: [1, 2] },
      { ...MARK, id: "l", points: [0, 0, 5, 5], arrow: true },
      { ...MARK, id: "dot" },
    ];
    expect(skeletons({ ...EMPTY_BOARD, marks }).map((each) => each.type)).toEqual(["text", "arrow"]);
  });

  it("keeps place, colours, strokes, ways and sizes", () => {
    const red = { colour: "#e03131", stroke: "dashed", width: 4 } as const;
    const dotted = { colour: "", stroke: "dotted", width: 1 } as const;
    const a = { ...newNode("a", "cache", "Cache", [10, -20]), pen: red };
    const b = newNode("b", "", "API", [400, 300]);
    const board: BoardView = {
      nodes: [a, b],
      edges: [
        {
          id: "e",
          source: "a",
          target: "b",
          label: "reads",
          points: [170, 20, 300, 90, 400, 340],
          pen: dotted,
        },
        { id: "f", source: "b", target: "a", label: "", points: [], pen: null },
      ],
      marks: [
        {
          ...MARK,
          id: "t",
          text: "peak",
          points: [5, 600],
          size: 28,
          pen: { ...red, stroke: "solid", width: 2 },
        },
        { ...MARK, id: "l", points: [0, 700, 50, 720, 90, 690], pen: red },
      ],
    };
    expect(again(board)).toEqual(board);
  });

  it("has no pen where it was drawn with the usual one, so that a plain board stays small", () => {
    const usual = { strokeColor: "#1e1e1e", strokeStyle: "solid", strokeWidth: 2 };
    expect(graphOf([box("a", 0, usual)]).nodes[0]?.pen).toBeNull();
    expect(graphOf([box("a", 0, { ...usual, strokeColor: "red" })]).nodes[0]?.pen).toBeNull();
  });
});

describe("what the service takes", () => {
  it("is left as it is when it is small", () => {
    const board = addNode(EMPTY_BOARD, "a", "cdn", "CDN");
    expect(bounded(board)).toEqual({ board, cut: false });
  });

  it("gives up notes first, and fits the largest board into a frame", () => {
    const label = "x".repeat(200);
    const nodes = Array.from({ length: 600 }, (_, at) => newNode(`node-${at}`, "", label, [at, at]));
    const marks = [{ ...MARK, text: "note" }];
    const { board, cut } = bounded({ nodes, edges: [], marks });
    expect(cut).toBe(true);
    expect(board.marks).toEqual([]);
    expect(JSON.stringify(board).length).toBeLessThan(60_001);
    expect(board.nodes.length).toBeGreaterThan(100);
  });
});

describe("rest", () => {
  const timers = () => {
    let now = 0;
    let due: { at: number; call: () => void } | null = null;
    return {
      now: () => now,
      after: (ms: number, call: () => void) => {
        due = { at: now + ms, call };
        return () => {
          due = null;
        };
      },
      pass: (ms: number) => {
        now += ms;
        if (due && due.at <= now) due.call();
      },
    };
  };

  it("looks once when strokes rest, and in between when they never do", () => {
    const time = timers();
    let looks = 0;
    const rest = new Rest(() => (looks += 1), time);
    rest.stir();
    time.pass(400);
    rest.stir();
    time.pass(400);
    expect(looks).toBe(0);
    time.pass(100);
    expect(looks).toBe(1);
    for (let stroke = 0; stroke < 20; stroke += 1) {
      rest.stir();
      time.pass(200);
    }
    expect(looks).toBe(2);
    rest.settle();
    rest.settle();
    expect(looks).toBe(3);
  });
});
