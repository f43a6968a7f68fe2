import { useId } from "react";
import styles from "./Choice.module.css";
import { classes } from "./classes";

export interface Option {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** `cards` for a title with a line on it, `row` for short labels side by side. */
  readonly look?: "cards" | "row" | "list";
  readonly hideLabel?: boolean;
}

/** One of several: a native radio group, so that arrow keys, names and states are the browser's own. */
export function Choice({ label, options, value, onChange, look = "row", hideLabel = false }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles["group"]}>
      <legend className={classes(hideLabel && "visually-hidden")}>{label}</legend>
      <div className={classes(styles["options"], styles[look])}>
        {options.map((option) => (
          <label key={option.id} className={styles["option"]}>
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={option.id === value}
              aria-label={option.title}
              aria-describedby={option.summary ? `${name}-${option.id}` : undefined}
              onChange={() => {
                onChange(option.id);
              }}
            />
            <span className={styles["title"]}>{option.title}</span>
            {option.summary ? (
              <span id={`${name}-${option.id}`} className={styles["summary"]}>
                {option.summary}
              </span>
            ) : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
