import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";
import { Loading } from "../../components/Loading";
import type { RoomState } from "../../live/room";
import { strings } from "../../strings";
import type { Delays, Spread } from "../../wire";
import styles from "./delays.module.css";
import room from "./room.module.css";

const text = strings.delays;
type Span = keyof typeof text.names;
const SPANS = Object.keys(text.names) as Span[];

interface DelaysPanelProps {
  readonly interview: string;
  /** An answer is over, and its delays are stored, when the room listens again: they are asked for then. */
  readonly state: RoomState;
}

/** Where the time went between the candidate's last sound and the first one heard, answer by answer. */
export default function DelaysPanel({ interview, state }: DelaysPanelProps) {
  const delays = useQuery({
    queryKey: ["delays", interview, state],
    queryFn: () => api.delays(interview),
    placeholderData: (before) => before,
  });
  return (
    <section className={room["panel"]} aria-labelledby="delays-title">
      <h2 id="delays-title">{text.title}</h2>
      <Loading query={delays}>{(found) => <DelaysTable delays={found} />}</Loading>
    </section>
  );
}

function DelaysTable({ delays }: { readonly delays: Delays }) {
  const last = delays.turns.findLast((turn) => turn.voice_to_voice_ms !== null);
  if (!last) return <p className={styles["lead"]}>{text.none}</p>;
  return (
    <>
      <p className={styles["lead"]}>{text.lead}</p>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.span}</th>
            <th scope="col">{text.last}</th>
            <th scope="col">{text.median}</th>
            <th scope="col">{text.worst}</th>
          </tr>
        </thead>
        <tbody>
          {SPANS.map((span) => (
            <Row
              key={span}
              name={text.names[span]}
              last={last.spans_ms[span]}
              spread={delays.spans_ms[span]}
            />
          ))}
        </tbody>
        <tfoot>
          <Row
            name={text.total}
            last={last.voice_to_voice_ms ?? undefined}
            spread={delays.voice_to_voice_ms ?? undefined}
          />
        </tfoot>
      </table>
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly last: number | undefined;
  readonly spread: Spread | undefined;
}

function Row({ name, last, spread }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{whole(last)}</td>
      <td>{whole(spread?.p50)}</td>
      <td>{whole(spread?.p95)}</td>
    </tr>
  );
}

function whole(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "–" : milliseconds.toFixed(0);
}
