import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../../api";
import { buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Message } from "../../components/Message";
import { Page } from "../../components/Page";
import { strings } from "../../strings";
import type { Interview, LoopDay } from "../../wire";
import { DebriefCards } from "./DebriefCards";
import styles from "./loop-day.module.css";

const text = strings.loopDay;
const ENOUGH = 2;

/** The day: what is next, and once two are over, the debrief. */
export default function LoopDayPage({ id }: { readonly id: string }) {
  const day = useQuery({ queryKey: ["loop-day", id], queryFn: () => api.day(id), staleTime: 0 });
  return (
    <Page title={text.day} lead={text.lead}>
      <Loading query={day}>{(found) => <Day day={found} />}</Loading>
    </Page>
  );
}

function Day({ day }: { readonly day: LoopDay }) {
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops });
  const titles = new Map(loops.data?.map((loop) => [loop.id, loop.title]));
  const personas = new Map(
    loops.data?.flatMap((loop) => loop.personas.map((each) => [each.id, each.title] as const)),
  );
  const over = day.interviews.filter(({ status }) => status === "finished").length;
  const next = day.interviews.find(({ status }) => status !== "finished");
  return (
    <div className={styles["stack"]}>
      {over > 0 && next?.status === "created" ? <Message>{text.breakTime}</Message> : null}
      <Card title={text.choose}>
        <ol className={styles["interviews"]}>
          {day.interviews.map((interview) => (
            <li key={interview.id}>
              <div>
                <h3>{titles.get(interview.loop) ?? interview.loop}</h3>
                <p className={styles["soft"]}>
                  {[
                    interview.problem_title,
                    text.length(interview.minutes),
                    interview.level,
                    personas.get(interview.persona) ?? "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <Way interview={interview} next={interview.id === next?.id} />
            </li>
          ))}
        </ol>
      </Card>
      {over >= ENOUGH ? (
        <DebriefCards day={day.id} over={over} />
      ) : (
        <Card title={text.debrief}>
          <p className={styles["soft"]}>{text.debriefLater}</p>
        </Card>
      )}
    </div>
  );
}

function Way({ interview, next }: { readonly interview: Interview; readonly next: boolean }) {
  const { id, status, problem_title: title } = interview;
  if (status === "finished") {
    return (
      <Link href={`/interviews/${id}`} className={buttonClass()} aria-label={`${text.report}: ${title}`}>
        {text.report}
      </Link>
    );
  }
  if (!next) return <p className={styles["soft"]}>{text.waiting}</p>;
  const word = status === "created" ? text.begin : text.resume;
  return (
    <Link href={`/interviews/${id}/room`} className={buttonClass("primary")} aria-label={`${word}: ${title}`}>
      {word}
    </Link>
  );
}
