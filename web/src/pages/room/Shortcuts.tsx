import { Toggle } from "../../components/Toggle";
import { prefer, usePreferences } from "../../preferences";
import { strings } from "../../strings";
import { KEY_NAMES } from "./keys";
import styles from "./room.module.css";

const text = strings.room;

interface ShortcutsProps {
  readonly enabled: boolean;
  readonly onChange: (enabled: boolean) => void;
}

/** Captions large or not; and single keys, for those whose software presses keys for them (WCAG 2.1.4). */
export function Shortcuts({ enabled, onChange }: ShortcutsProps) {
  const { captionsFirst } = usePreferences();
  return (
    <div className={styles["shortcuts"]}>
      <Toggle
        label={
          <>
            {strings.roomMore.captionsFirst} <kbd aria-hidden>{KEY_NAMES.captions}</kbd>
          </>
        }
        on={captionsFirst}
        onChange={(on) => {
          prefer({ captionsFirst: on });
        }}
      />
      <Toggle label={text.keysOn} title={text.keysHint} on={enabled} onChange={onChange} />
    </div>
  );
}
