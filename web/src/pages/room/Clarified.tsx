import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";
import type { Room } from "../../live/room";
import { strings } from "../../strings";
import styles from "./room.module.css";

const text = strings.roomMore;

interface ClarifiedProps {
  readonly interview: string;
  /** Something may have been told whenever the interviewer has spoken: it is asked for then. */
  readonly room: Room;
}

/** What the interviewer has told of the problem; nothing while nothing has been asked. */
export function Clarified({ interview, room }: ClarifiedProps) {
  const spoken = room.lines.filter((line) => line.speaker === "interviewer" && line.final).length;
  const told = useQuery({
    queryKey: ["clarified", interview, spoken],
    queryFn: () => api.clarified(interview),
    enabled: room.state === "listening",
    placeholderData: (before) => before,
  });
  if (!told.data?.length) return null;
  return (
    <section className={styles["clarified"]} aria-label={text.clarified}>
      <h3>{text.clarified}</h3>
      <ul>
        {told.data.map((each) => (
          <li key={each.turn}>{each.kind === "scope" ? text.outOfScope(each.text) : each.text}</li>
        ))}
      </ul>
    </section>
  );
}
