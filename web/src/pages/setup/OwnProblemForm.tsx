import { useId } from "react";
import { strings } from "../../strings";
import { factsOf, MAX_FACTS_CHARS, OWN_LIMITS, type OwnDraft } from "./own-problem";
import styles from "./setup.module.css";

const text = strings.setupMore;
const STATEMENT_ROWS = 3;
const FACT_ROWS = 5;

interface OwnProblemFormProps {
  readonly own: OwnDraft;
  readonly onChange: (own: OwnDraft) => void;
}

/** A problem that the candidate writes, and what the interviewer knows of it when asked. */
export function OwnProblemForm({ own, onChange }: OwnProblemFormProps) {
  const id = useId();
  const facts = factsOf(own.facts);
  return (
    <div className={styles["stack"]}>
      <div>
        <label htmlFor={`${id}-title`} className={styles["label"]}>
          {text.ownTitle}
        </label>
        <input
          id={`${id}-title`}
          type="text"
          required
          maxLength={OWN_LIMITS.title}
          placeholder={text.ownTitlePlaceholder}
          value={own.title}
          onChange={(event) => {
            onChange({ ...own, title: event.target.value });
          }}
        />
      </div>
      <div>
        <label htmlFor={`${id}-statement`} className={styles["label"]}>
          {text.ownStatement}
        </label>
        <textarea
          id={`${id}-statement`}
          required
          rows={STATEMENT_ROWS}
          maxLength={OWN_LIMITS.statement}
          aria-describedby={`${id}-statement-hint`}
          value={own.statement}
          onChange={(event) => {
            onChange({ ...own, statement: event.target.value });
          }}
        />
        <p id={`${id}-statement-hint`} className={styles["hint"]}>
          {text.ownStatementHint(OWN_LIMITS.statement - own.statement.length)}
        </p>
      </div>
      <div>
        <label htmlFor={`${id}-facts`} className={styles["label"]}>
          {text.ownFacts}
        </label>
        <textarea
          id={`${id}-facts`}
          rows={FACT_ROWS}
          maxLength={MAX_FACTS_CHARS}
          placeholder={text.ownFactsPlaceholder}
          aria-describedby={`${id}-facts-hint`}
          value={own.facts}
          onChange={(event) => {
            onChange({ ...own, facts: event.target.value });
          }}
        />
        <p id={`${id}-facts-hint`} className={styles["hint"]}>
          {text.ownFactsHint} {text.ownFactsCount(facts.length, OWN_LIMITS.facts)}
        </p>
      </div>
    </div>
  );
}
