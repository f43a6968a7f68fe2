import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../../api";
import { Button, buttonClass } from "../../components/Button";
import { moment, titled } from "../../format";
import { strings } from "../../strings";
import type { Interview } from "../../wire";
import styles from "./history.module.css";

const text = strings.history;

interface InterviewListProps {
  readonly interviews: readonly Interview[];
  readonly onRemove: (interview: Interview) => void;
}

/** Interviews, newest first, each with the way to its room or report. */
export function InterviewList({ interviews, onRemove }: InterviewListProps) {
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops });
  const titles = new Map(loops.data?.map((loop) => [loop.id, loop.title]));
  return (
    <ul className={styles["list"]}>
      {interviews.map((interview) => {
        const when = moment(interview.created_at);
        const finished = interview.status === "finished";
        return (
          <li key={interview.id} className={styles["item"]}>
            <div className={styles["what"]}>
              <h2>{interview.problem_title}</h2>
              <p className={styles["soft"]}>
                {[
                  titles.get(interview.loop) ?? interview.loop,
                  interview.drill ? strings.setupMore.drillOf(titled(interview.drill)) : "",
                  strings.setup.minutes(interview.minutes),
                  interview.level,
                  when,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <p className={styles["status"]}>
              {finished ? (
                <>
                  <span className={styles["soft"]}>{text.result}</span> {text.signal(interview.signal)}
                </>
              ) : (
                text.status[interview.status]
              )}
            </p>
            <div className={styles["actions"]}>
              <Link
                href={finished ? `/interviews/${interview.id}` : `/interviews/${interview.id}/room`}
                className={buttonClass("plain", true)}
                aria-label={text.openLabel(finished ? text.open : text.resume, interview.problem_title, when)}
              >
                {finished ? text.open : text.resume}
              </Link>
              <Button
                small
                kind="quiet"
                aria-label={text.removeLabel(interview.problem_title, when)}
                onClick={() => {
                  onRemove(interview);
                }}
              >
                {text.remove}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
