import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { api } from "../../api";
import { Button, buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Message } from "../../components/Message";
import { Page } from "../../components/Page";
import { moment } from "../../format";
import { strings } from "../../strings";
import type { Interview } from "../../wire";
import styles from "./history.module.css";

const text = strings.history;
const LIST = ["interviews"];

export function HistoryPage() {
  const list = useQuery({ queryKey: LIST, queryFn: api.interviews, staleTime: 0 });
  const { remove, restore, removed, restored } = useRemoval();
  return (
    <Page title={text.title}>
      <div className={styles["notices"]}>
        {removed ? (
          <Message
            actions={
              <Button
                small
                onClick={() => {
                  restore.mutate(removed);
                }}
              >
                {text.undo}
              </Button>
            }
          >
            {text.removed(removed.problem_title)}
          </Message>
        ) : null}
        {restored ? <Message>{text.restored(restored.problem_title)}</Message> : null}
        {[remove.error, restore.error].map((error) =>
          error ? (
            <Message key={error.message} kind="danger">
              {error.message}
            </Message>
          ) : null,
        )}
      </div>
      <Loading query={list}>
        {({ interviews }) =>
          interviews.length === 0 ? (
            <Nothing />
          ) : (
            <List
              interviews={interviews}
              onRemove={(interview) => {
                remove.mutate(interview);
              }}
            />
          )
        }
      </Loading>
    </Page>
  );
}

/** Deletes at once, and can bring back what was deleted last. */
function useRemoval() {
  const client = useQueryClient();
  const [removed, setRemoved] = useState<Interview | null>(null);
  const [restored, setRestored] = useState<Interview | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: LIST });
  const remove = useMutation({
    mutationFn: (interview: Interview) => api.remove(interview.id),
    onSuccess: (_, interview) => {
      setRemoved(interview);
      setRestored(null);
      return refresh();
    },
  });
  const restore = useMutation({
    mutationFn: (interview: Interview) => api.restore(interview.id),
    onSuccess: (_, interview) => {
      setRemoved(null);
      setRestored(interview);
      return refresh();
    },
  });
  return { remove, restore, removed, restored };
}

function Nothing() {
  return (
    <Card title={text.empty}>
      <p className={styles["soft"]}>{text.emptyHint}</p>
      <p className={styles["first"]}>
        <Link href="/" className={buttonClass("primary")}>
          {strings.nav.setup}
        </Link>
      </p>
    </Card>
  );
}

interface ListProps {
  readonly interviews: readonly Interview[];
  readonly onRemove: (interview: Interview) => void;
}

function List({ interviews, onRemove }: ListProps) {
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
                  strings.setup.minutes(interview.minutes),
                  interview.level,
                  when,
                ].join(" · ")}
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
                aria-label={text.openLabel(interview.problem_title, when)}
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
