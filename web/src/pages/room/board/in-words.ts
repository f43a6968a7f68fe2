import { strings } from "../../../strings";
import type { BoardView } from "../../../wire";

const text = strings.board;

/** The board in words: each arrow with its ends, then the boxes that no arrow touches, then notes. */
export function inWords(board: BoardView): readonly string[] {
  const names = new Map(
    board.nodes.map((node, at) => [node.id, node.label.trim() || node.shape || text.unnamed(at + 1)]),
  );
  const joined = board.edges.filter((edge) => names.has(edge.source) && names.has(edge.target));
  const touched = new Set(joined.flatMap((edge) => [edge.source, edge.target]));
  return [
    ...joined.map((edge) =>
      text.arrow(names.get(edge.source) ?? "", names.get(edge.target) ?? "", edge.label.trim()),
    ),
    ...[...names].filter(([id]) => !touched.has(id)).map(([, name]) => name),
    ...board.marks.map((mark) => mark.text.trim()).filter(Boolean),
  ];
}
