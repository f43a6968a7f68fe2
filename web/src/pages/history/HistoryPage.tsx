import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Link } from "wouter";
import { api, type Wanted } from "../../api";
import { Button, buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Message } from "../../components/Message";
import { Page } from "../../components/Page";
import { strings } from "../../strings";
import { AllCard } from "./AllCard";
import { Filters } from "./Filters";
import styles from "./history.module.css";
import { InterviewList } from "./InterviewList";
import { NO_FILTERS } from "./no-filters";
import { ProgressCard } from "./ProgressCard";
import { useRemoval } from "./useRemoval";

const text = strings.history;
const more = strings.historyMore;
const PAGE = 25;
const MOST = 500;

export function HistoryPage() {
  const [wanted, setWanted] = useState<Wanted>(NO_FILTERS);
  const [limit, setLimit] = useState(PAGE);
  const asked = useDeferredValue(wanted);
  const list = useQuery({
    queryKey: ["interviews", asked, limit],
    queryFn: () => api.interviews(asked, limit),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops }).data ?? [];
  const removal = useRemoval();
  const filtered = wanted !== NO_FILTERS;
  return (
    <Page title={text.title}>
      <Notices removal={removal} />
      <Loading query={list}>
        {({ interviews, total }) =>
          total === 0 && !filtered ? (
            <Nothing />
          ) : (
            <div className={styles["sections"]}>
              <section className={styles["found"]} aria-label={text.title}>
                <Filters
                  loops={loops}
                  wanted={wanted}
                  onChange={(next) => {
                    setWanted(next);
                    setLimit(PAGE);
                  }}
                />
                <p role="status" className={styles["soft"]}>
                  {total === 0 ? more.nothingFound : more.found(interviews.length, total)}
                </p>
                <InterviewList
                  interviews={interviews}
                  onRemove={(interview) => {
                    removal.remove.mutate(interview);
                  }}
                />
                {interviews.length < Math.min(total, MOST) ? (
                  <Button
                    onClick={() => {
                      setLimit(Math.min(limit + PAGE, MOST));
                    }}
                  >
                    {more.more}
                  </Button>
                ) : null}
              </section>
              {loops.length > 0 ? (
                <ProgressCard loops={loops} first={interviews[0]?.loop ?? loops[0]?.id ?? ""} />
              ) : null}
              <AllCard
                onRemoveAll={() => {
                  removal.removeAll.mutate();
                }}
              />
            </div>
          )
        }
      </Loading>
    </Page>
  );
}

function Notices({ removal }: { readonly removal: ReturnType<typeof useRemoval> }) {
  const { removed, restored, restore, errors } = removal;
  return (
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
          {removed.removed}
        </Message>
      ) : null}
      {restored ? <Message>{restored}</Message> : null}
      {errors.map((error) => (
        <Message key={error.message} kind="danger">
          {error.message}
        </Message>
      ))}
    </div>
  );
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
