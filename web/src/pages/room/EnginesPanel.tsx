import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";
import { strings } from "../../strings";
import styles from "./room.module.css";

const text = strings.engines;
/** What a candidate notices of the engines: who hears, speaks and thinks. */
const JOBS = new Set(["speech-to-text", "text-to-speech", "interviewer"]);

/** Which engines are in use, and a plain notice where better ones could be set up. */
export function EnginesPanel() {
  const engines = useQuery({ queryKey: ["engines"], queryFn: api.engines, staleTime: Infinity });
  if (!engines.data) return null;
  return (
    <details className={styles["panel"]}>
      <summary>
        <h2>{strings.roomMore.engines}</h2>
        {engines.data.notices.length > 0 ? (
          <span className={styles["badge"]}>{strings.roomMore.enginesDefault}</span>
        ) : null}
      </summary>
      <dl className={styles["engines"]}>
        {engines.data.engines
          .filter(({ job }) => JOBS.has(job))
          .map(({ job, name, model }) => (
            <div key={job}>
              <dt>{text.job(job)}</dt>
              <dd>{[name, model].filter(Boolean).join(" · ")}</dd>
            </div>
          ))}
      </dl>
      {engines.data.notices.map((notice) => (
        <p key={notice} className={styles["notice"]}>
          {notice}
        </p>
      ))}
    </details>
  );
}
