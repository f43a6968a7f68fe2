import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, files } from "../../api";
import { Card } from "../../components/Card";
import { clock } from "../../format";
import { strings } from "../../strings";
import type { BoardAt } from "../../wire";
import { inWords } from "../room/board/in-words";
import styles from "./board-card.module.css";

const text = strings.board;

/** The whiteboard, and how it came about; nothing where nothing was drawn. */
export function BoardCard({ interview }: { readonly interview: string }) {
  const found = useQuery({
    queryKey: ["boards", interview],
    queryFn: () => api.boards(interview),
    staleTime: Infinity,
  });
  const states = found.data?.boards ?? [];
  return states.length > 0 ? <Replay interview={interview} states={states} /> : null;
}

interface ReplayProps {
  readonly interview: string;
  readonly states: readonly BoardAt[];
}

function Replay({ interview, states }: ReplayProps) {
  const last = states.length - 1;
  const [chosen, setChosen] = useState(last);
  const slider = useId();
  const state = states[chosen];
  if (!state) return null;
  const time = clock(state.at_s);
  const told = inWords(state.board);
  return (
    <Card title={text.report}>
      {last > 0 ? <p className={styles["lead"]}>{text.reportLead}</p> : null}
      <figure className={styles["figure"]}>
        <img src={files.board(interview, state.at_s)} alt={told.join("; ") || text.nothing} />
        <figcaption>{text.at(time)}</figcaption>
      </figure>
      {last > 0 ? (
        <div className={styles["slider"]}>
          <label htmlFor={slider}>{text.moment}</label>
          <input
            id={slider}
            type="range"
            min={0}
            max={last}
            value={chosen}
            aria-valuetext={text.at(time)}
            onChange={(event) => {
              setChosen(Number(event.target.value));
            }}
          />
        </div>
      ) : null}
      <details>
        <summary>{text.inWords}</summary>
        <ul className={styles["words"]}>
          {told.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
