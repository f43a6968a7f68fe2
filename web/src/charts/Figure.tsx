import { Suspense, type ReactNode } from "react";
import { strings } from "../strings";
import styles from "./charts.module.css";

interface FigureProps {
  readonly label: string;
  /** The same figures as words or a table, for those who do not see the chart; seen by nobody else. */
  readonly data?: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its name. Its library is loaded when the first one is shown. */
export function Figure({ label, data, children }: FigureProps) {
  return (
    <figure className={styles["figure"]}>
      <div role="img" aria-label={label}>
        <Suspense fallback={<p className={styles["loading"]}>{strings.charts.loading}</p>}>
          {children}
        </Suspense>
      </div>
      {data ? <div className="visually-hidden">{data}</div> : null}
    </figure>
  );
}
