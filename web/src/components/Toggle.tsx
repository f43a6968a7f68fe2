import { useId, type ReactNode } from "react";
import styles from "./Toggle.module.css";

interface ToggleProps {
  readonly label: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly title?: string;
  readonly hint?: string;
}

/** Something that is on or off: a native checkbox with its label. */
export function Toggle({ label, on, onChange, title, hint }: ToggleProps) {
  const id = useId();
  return (
    <div className={styles["toggle"]}>
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label htmlFor={id} title={title}>
        {label}
      </label>
      {hint ? <p id={`${id}-hint`}>{hint}</p> : null}
    </div>
  );
}
