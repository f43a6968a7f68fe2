import { useId } from "react";
import { Card } from "../../components/Card";
import { Choice } from "../../components/Choice";
import { strings } from "../../strings";
import type { LoopInfo, ProblemInfo } from "../../wire";
import { lengthsOf, levelsOf, OWN, problemsOf, SURPRISE, withDrill, type Draft } from "./draft";
import { OwnProblemForm } from "./OwnProblemForm";
import styles from "./setup.module.css";

const text = strings.setup;
const more = strings.setupMore;

interface DetailsProps {
  readonly loop: LoopInfo;
  readonly problems: readonly ProblemInfo[];
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function Details({ loop, problems, draft, onChange }: DetailsProps) {
  return (
    <Card title={text.details}>
      <div className={styles["stack"]}>
        <Choice
          label={more.scope}
          options={[
            { id: "", title: more.whole, summary: more.wholeHint },
            { id: "drill", title: more.drill, summary: more.drillHint },
          ]}
          value={draft.drill ? "drill" : ""}
          onChange={(id) => {
            onChange(withDrill(loop, id ? (loop.phases[0]?.id ?? "") : ""));
          }}
        />
        {draft.drill ? (
          <Choice
            label={more.phase}
            look="cards"
            options={loop.phases.map(({ id, title, goal }) => ({ id, title, summary: goal }))}
            value={draft.drill}
            onChange={(drill) => {
              onChange({ drill });
            }}
          />
        ) : null}
        <Choice
          label={text.length}
          options={lengthsOf(loop, draft.drill).map((minutes) => ({
            id: String(minutes),
            title: text.minutes(minutes),
          }))}
          value={String(draft.minutes)}
          onChange={(id) => {
            onChange({ minutes: Number(id) });
          }}
        />
        <Choice
          label={text.level}
          look="cards"
          options={levelsOf(loop)}
          value={draft.level}
          onChange={(level) => {
            onChange({ level });
          }}
        />
        {loop.needs_project ? null : (
          <ProblemChoice problems={problemsOf(loop, problems)} draft={draft} onChange={onChange} />
        )}
        {loop.personas.length > 1 ? (
          <Choice
            label={text.interviewer}
            look="cards"
            options={loop.personas}
            value={draft.persona}
            onChange={(persona) => {
              onChange({ persona });
            }}
          />
        ) : null}
        <Choice
          label={text.style}
          look="cards"
          options={loop.styles}
          value={draft.style}
          onChange={(style) => {
            onChange({ style });
          }}
        />
      </div>
    </Card>
  );
}

function ProblemChoice({ problems, draft, onChange }: Omit<DetailsProps, "loop">) {
  const id = useId();
  const listed = problems.find((problem) => problem.id === draft.problem)?.statement;
  const statement = draft.problem === OWN ? more.ownHint : (listed ?? text.surpriseHint);
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        {text.problem}
      </label>
      <select
        id={id}
        value={draft.problem}
        aria-describedby={`${id}-statement`}
        onChange={(event) => {
          onChange({ problem: event.target.value });
        }}
      >
        <option value={SURPRISE}>{text.surprise}</option>
        <option value={OWN}>{more.own}</option>
        {problems.map((problem) => (
          <option key={problem.id} value={problem.id}>
            {problem.title}
          </option>
        ))}
      </select>
      <p id={`${id}-statement`} className={styles["hint"]}>
        {statement}
      </p>
      {draft.problem === OWN ? (
        <div className={styles["inset"]}>
          <OwnProblemForm
            own={draft.own}
            onChange={(own) => {
              onChange({ own });
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
