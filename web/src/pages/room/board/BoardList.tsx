import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { strings } from "../../../strings";
import type { BoardEdge, BoardNode, BoardView } from "../../../wire";
import { addEdge, changeEdge, removeEdge, removeNode, renameNode } from "./edits";
import styles from "./board.module.css";

const text = strings.board;

interface BoardListProps {
  readonly board: BoardView;
  readonly onChange: (board: BoardView, said: string) => void;
}

/** The board as a list: for the keyboard, for screen readers, and for whoever would rather write than draw. */
export function BoardList({ board, onChange }: BoardListProps) {
  const name = (id: string) => nameOf(board.nodes, id);
  return (
    <div className={styles["lists"]}>
      <section aria-labelledby="board-boxes">
        <h2 id="board-boxes">{text.boxes}</h2>
        {board.nodes.length === 0 ? <p className={styles["soft"]}>{text.noBoxes}</p> : null}
        <ul>
          {board.nodes.map((node, at) => (
            <li key={node.id}>
              <input
                type="text"
                value={node.label}
                maxLength={200}
                aria-label={text.name(at + 1)}
                onChange={(event) => {
                  onChange(renameNode(board, node.id, event.target.value), "");
                }}
              />
              <Button
                small
                kind="quiet"
                aria-label={text.removeBox(name(node.id))}
                onClick={() => {
                  onChange(removeNode(board, node.id), text.removed(name(node.id)));
                }}
              >
                <Trash2 size={16} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="board-arrows">
        <h2 id="board-arrows">{text.arrows}</h2>
        {board.edges.length === 0 ? <p className={styles["soft"]}>{text.noArrows}</p> : null}
        <ul>
          {board.edges.map((edge, at) => (
            <Arrow key={edge.id} edge={edge} number={at + 1} board={board} onChange={onChange} />
          ))}
        </ul>
        {board.nodes.length > 1 ? <NewArrow board={board} onChange={onChange} /> : null}
      </section>
    </div>
  );
}

interface ArrowProps extends BoardListProps {
  readonly edge: BoardEdge;
  readonly number: number;
}

function Arrow({ edge, number, board, onChange }: ArrowProps) {
  const [source, target] = [nameOf(board.nodes, edge.source), nameOf(board.nodes, edge.target)];
  return (
    <li>
      <Ends
        nodes={board.nodes}
        label={text.fromOf(number)}
        value={edge.source}
        onChange={(id) => {
          onChange(changeEdge(board, edge.id, { source: id }), "");
        }}
      />
      <span aria-hidden>→</span>
      <Ends
        nodes={board.nodes}
        label={text.toOf(number)}
        value={edge.target}
        onChange={(id) => {
          onChange(changeEdge(board, edge.id, { target: id }), "");
        }}
      />
      <input
        type="text"
        value={edge.label}
        maxLength={200}
        placeholder={text.label}
        aria-label={text.labelOf(number)}
        onChange={(event) => {
          onChange(changeEdge(board, edge.id, { label: event.target.value }), "");
        }}
      />
      <Button
        small
        kind="quiet"
        aria-label={text.removeArrow(source, target)}
        onClick={() => {
          onChange(removeEdge(board, edge.id), text.removed(text.arrow(source, target, "")));
        }}
      >
        <Trash2 size={16} aria-hidden />
      </Button>
    </li>
  );
}

/** From the box before the last to the last, unless one chooses others. */
function NewArrow({ board, onChange }: BoardListProps) {
  const [chosen, setChosen] = useState<Readonly<Partial<Record<"from" | "to", string>>>>({});
  const there = (id: string | undefined) => board.nodes.find((node) => node.id === id)?.id;
  const from = there(chosen.from) ?? board.nodes.at(-2)?.id ?? "";
  const to = there(chosen.to) ?? board.nodes.at(-1)?.id ?? "";
  return (
    <form
      className={styles["newArrow"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (from === to) return;
        const said = text.joined(nameOf(board.nodes, from), nameOf(board.nodes, to));
        onChange(addEdge(board, crypto.randomUUID(), from, to), said);
        setChosen({});
      }}
    >
      <Ends
        nodes={board.nodes}
        label={text.from}
        value={from}
        onChange={(id) => {
          setChosen({ ...chosen, from: id });
        }}
      />
      <span aria-hidden>→</span>
      <Ends
        nodes={board.nodes}
        label={text.to}
        value={to}
        onChange={(id) => {
          setChosen({ ...chosen, to: id });
        }}
      />
      <Button small type="submit" disabled={from === to}>
        {text.addArrow}
      </Button>
    </form>
  );
}

interface EndsProps {
  readonly nodes: readonly BoardNode[];
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function Ends({ nodes, label, value, onChange }: EndsProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    >
      {nodes.map((node) => (
        <option key={node.id} value={node.id}>
          {nameOf(nodes, node.id)}
        </option>
      ))}
    </select>
  );
}

function nameOf(nodes: readonly BoardNode[], id: string): string {
  const at = nodes.findIndex((node) => node.id === id);
  const label = nodes[at]?.label.trim() ?? "";
  return label === "" ? text.unnamed(at + 1) : label;
}
