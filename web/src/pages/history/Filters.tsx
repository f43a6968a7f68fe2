import { useId } from "react";
import type { Wanted } from "../../api";
import { Button } from "../../components/Button";
import { strings } from "../../strings";
import type { LoopInfo } from "../../wire";
import { NO_FILTERS } from "./no-filters";
import styles from "./history.module.css";

const text = strings.historyMore;

interface FiltersProps {
  readonly loops: readonly LoopInfo[];
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

/** Which interviews are shown. */
export function Filters({ loops, wanted, onChange }: FiltersProps) {
  const id = useId();
  const levels = loops
    .filter((loop) => wanted.loop === "" || loop.id === wanted.loop)
    .flatMap((loop) => loop.levels.map((level) => level.id));
  const set = (part: Partial<Wanted>) => {
    onChange({ ...wanted, ...part });
  };
  return (
    <form
      className={styles["filters"]}
      role="search"
      aria-label={text.filters}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label htmlFor={`${id}-text`}>
        {text.search}
        <input
          id={`${id}-text`}
          type="search"
          maxLength={200}
          placeholder={text.searchHint}
          value={wanted.text}
          onChange={(event) => {
            set({ text: event.target.value });
          }}
        />
      </label>
      <label htmlFor={`${id}-loop`}>
        {text.loop}
        <select
          id={`${id}-loop`}
          value={wanted.loop}
          onChange={(event) => {
            set({ loop: event.target.value, level: "" });
          }}
        >
          <option value="">{text.anyLoop}</option>
          {loops.map((loop) => (
            <option key={loop.id} value={loop.id}>
              {loop.title}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}-level`}>
        {text.level}
        <select
          id={`${id}-level`}
          value={wanted.level}
          onChange={(event) => {
            set({ level: event.target.value });
          }}
        >
          <option value="">{text.anyLevel}</option>
          {[...new Set(levels)].map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
      </label>
      <Day
        label={text.since}
        value={wanted.since}
        onChange={(since) => {
          set({ since });
        }}
      />
      <Day
        label={text.until}
        value={wanted.until}
        onChange={(until) => {
          set({ until });
        }}
      />
      <Button
        small
        disabled={Object.values(wanted).every((value) => value === "")}
        onClick={() => {
          onChange(NO_FILTERS);
        }}
      >
        {text.clear}
      </Button>
    </form>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <label htmlFor={id}>
      {label}
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
