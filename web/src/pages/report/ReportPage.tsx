import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, ApiError } from "../../api";
import { buttonClass } from "../../components/Button";
import { Message } from "../../components/Message";
import { Page } from "../../components/Page";
import { moment } from "../../format";
import { strings } from "../../strings";
import type { Interview, Report, Transcript } from "../../wire";
import { ComponentsCard, NumbersCard } from "./Ledgers";
import { Checklist } from "./Checklist";
import { Criteria } from "./Criteria";
import { BoardCard } from "./BoardCard";
import { Downloads } from "./Downloads";
import { FollowUps, Practise } from "./Advice";
import { Moments } from "./Moments";
import { NotesCard } from "./NotesCard";
import { PaceCard, Phases, SpeechCard } from "./Time";
import { RecordingProvider, Recording } from "./Recording";
import { Retakes } from "./Retakes";
import { TranscriptCard } from "./TranscriptCard";
import { Verdict } from "./Verdict";
import styles from "./report.module.css";

const text = strings.report;

/** How often it is asked again whether the interview is over: its end may be on its way to the log. */
const PATIENCE = 8;
const RETRY_MS = 1_000;
const NOT_OVER = "not_finished";

export interface Result {
  readonly interview: Interview;
  readonly report: Report;
  readonly transcript: Transcript;
}

function useResult(id: string): UseQueryResult<Result> {
  return useQuery({
    queryKey: ["report", id],
    queryFn: async () => {
      const report = await api.report(id);
      const [interview, transcript] = await Promise.all([api.interview(id), api.transcript(id)]);
      return { interview, report, transcript };
    },
    retry: (count, error) =>
      count < PATIENCE &&
      error instanceof ApiError &&
      (error.code === NOT_OVER || [0, 503].includes(error.status)),
    retryDelay: RETRY_MS,
    staleTime: Infinity,
  });
}

export default function ReportPage({ id }: { readonly id: string }) {
  const result = useResult(id);
  if (result.data) return <ReportView result={result.data} />;
  if (result.error) {
    const notOver = result.error instanceof ApiError && result.error.code === NOT_OVER;
    return (
      <Page title={text.title}>
        <Message
          kind={notOver ? "info" : "danger"}
          actions={
            notOver ? (
              <Link href={`/interviews/${id}/room`} className={buttonClass("primary", true)}>
                {text.backToRoom}
              </Link>
            ) : undefined
          }
        >
          {notOver ? text.notFinished : result.error.message}
        </Message>
      </Page>
    );
  }
  return (
    <Page title={text.making} lead={text.makingHint}>
      <progress className={styles["making"]} aria-label={text.making} />
    </Page>
  );
}

function ReportView({ result }: { readonly result: Result }) {
  const { interview, report, transcript } = result;
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops, staleTime: Infinity });
  const loop = loops.data?.find(({ id }) => id === interview.loop)?.title ?? "";
  const minutes = strings.setup.minutes(interview.minutes);
  const lead = [interview.problem_title, loop, minutes, moment(interview.created_at)]
    .filter(Boolean)
    .join(" · ");
  return (
    <RecordingProvider>
      <Moments interview={interview.id} transcript={transcript}>
        <Page title={text.title} lead={lead}>
          <div className={styles["sections"]}>
            <Verdict report={report} />
            <Recording interview={interview.id} />
            <Practise practise={report.practise} transcript={transcript} />
            <Retakes interview={interview.id} transcript={transcript} />
            <Criteria report={report} transcript={transcript} />
            <div className={styles["pair"]}>
              <Phases phases={report.phases} />
              <SpeechCard speech={report.speech} />
            </div>
            <PaceCard transcript={transcript} />
            <NumbersCard numbers={report.numbers} transcript={transcript} />
            <BoardCard interview={interview.id} />
            <ComponentsCard components={report.components} transcript={transcript} />
            <FollowUps followups={report.followups} transcript={transcript} />
            <Checklist review={report.review} />
            <NotesCard interview={interview.id} notes={report.notes} />
            <TranscriptCard transcript={transcript} />
            <Downloads interview={interview.id} board={report.board.length > 0} />
          </div>
          <footer className={styles["footer"]}>
            <p>{text.scorer(report.scorer.name, report.scorer.version)}</p>
            {interview.loop_day ? (
              <Link href={`/loop-days/${interview.loop_day}`} className={buttonClass()}>
                {strings.loopDay.day}
              </Link>
            ) : null}
            <Link href="/" className={buttonClass("primary")}>
              {text.again}
            </Link>
          </footer>
        </Page>
      </Moments>
    </RecordingProvider>
  );
}
