import { useId } from "react";
import { Card } from "../../components/Card";
import { strings } from "../../strings";
import type { Draft } from "./draft";
import styles from "./setup.module.css";

const text = strings.setup;
/** As the service allows. */
const MAX_TITLE_CHARS = 200;
const MAX_SUMMARY_CHARS = 4_000;
const SUMMARY_ROWS = 5;

interface ProjectFormProps {
  /** What is worth saying beforehand, question by question. */
  readonly intake: readonly string[];
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** What the candidate brings to a deep-dive. */
export function ProjectForm({ intake, draft, onChange }: ProjectFormProps) {
  const id = useId();
  return (
    <Card title={text.project} lead={text.projectLead}>
      <div className={styles["stack"]}>
        <div>
          <label htmlFor={`${id}-title`} className={styles["label"]}>
            {text.projectTitle}
          </label>
          <input
            id={`${id}-title`}
            type="text"
            required
            maxLength={MAX_TITLE_CHARS}
            placeholder={text.projectTitlePlaceholder}
            value={draft.projectTitle}
            onChange={(event) => {
              onChange({ projectTitle: event.target.value });
            }}
          />
        </div>
        <div>
          <label htmlFor={`${id}-summary`} className={styles["label"]}>
            {text.projectSummary}
          </label>
          <textarea
            id={`${id}-summary`}
            rows={SUMMARY_ROWS}
            maxLength={MAX_SUMMARY_CHARS}
            aria-describedby={`${id}-hint`}
            value={draft.projectSummary}
            onChange={(event) => {
              onChange({ projectSummary: event.target.value });
            }}
          />
          <div id={`${id}-hint`} className={styles["hint"]}>
            <p>{text.projectSummaryHint}</p>
            <ul>
              {intake.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </Card>
  );
}
