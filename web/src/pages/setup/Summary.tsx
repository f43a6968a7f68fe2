import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Message } from "../../components/Message";
import { strings } from "../../strings";
import type { LoopInfo, ProblemInfo } from "../../wire";
import { levelsOf, missing, OWN, phaseMinutes, type Draft } from "./draft";
import styles from "./setup.module.css";

const text = strings.setup;

interface SummaryProps {
  readonly loop: LoopInfo;
  readonly problems: readonly ProblemInfo[];
  readonly draft: Draft;
  readonly starting: boolean;
  readonly error: Error | null;
  readonly onStart: () => void;
}

/** The choices in short, and the way in. Stays in sight beside the form. */
export function Summary({ loop, problems, draft, starting, error, onStart }: SummaryProps) {
  const titleOf = (options: readonly { readonly id: string; readonly title: string }[], id: string) =>
    options.find((option) => option.id === id)?.title ?? id;
  const lacks = missing(loop, draft);
  const complete = lacks === null;
  const problem =
    draft.problem === OWN
      ? draft.own.title.trim() || strings.setupMore.own
      : titleOf([...problems, { id: "surprise", title: text.surprise }], draft.problem);
  const facts: readonly (readonly [string, string])[] = [
    [text.loopShort, loop.title],
    [text.length, text.minutes(draft.minutes)],
    [text.level, titleOf(levelsOf(loop), draft.level)],
    loop.needs_project ? [text.project, draft.projectTitle.trim() || "–"] : [text.problem, problem],
    [text.interviewer, titleOf(loop.personas, draft.persona)],
    [text.style, titleOf(loop.styles, draft.style)],
  ];
  return (
    <aside className={styles["aside"]} aria-label={text.summary}>
      <Card title={text.summary}>
        <dl className={styles["facts"]}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {error ? <Message kind="danger">{error.message}</Message> : null}
        <Button
          kind="primary"
          className={styles["start"]}
          disabled={starting || !complete}
          aria-describedby={complete ? undefined : "project-needed"}
          onClick={onStart}
        >
          {starting ? text.starting : text.start}
        </Button>
        {lacks === null ? null : (
          <p id="project-needed" className={styles["hint"]}>
            {lacks === "project" ? text.projectNeeded : strings.setupMore.ownFault(lacks)}
          </p>
        )}
        <h3 className={styles["phasesTitle"]}>{text.phases}</h3>
        <ol className={styles["phases"]}>
          {loop.phases
            .filter(({ id }) => draft.drill === "" || id === draft.drill)
            .map((phase) => (
              <li key={phase.id}>
                <span>{phase.title}</span>
                <span>
                  {text.minutes(
                    draft.drill ? draft.minutes : Math.round(phaseMinutes(phase.minutes, draft.minutes)),
                  )}
                </span>
              </li>
            ))}
        </ol>
      </Card>
    </aside>
  );
}
