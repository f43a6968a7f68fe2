import { useId } from "react";
import { strings } from "../../strings";
import styles from "./room.module.css";

const text = strings.room;

interface ShortcutsProps {
  readonly enabled: boolean;
  readonly onChange: (enabled: boolean) => void;
}

/** Single keys can be switched off, for those whose software presses keys for them (WCAG 2.1.4). */
export function Shortcuts({ enabled, onChange }: ShortcutsProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={styles["shortcuts"]} title={text.keysHint}>
      <input
        id={id}
        type="checkbox"
        checked={enabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {text.keysOn}
    </label>
  );
}
