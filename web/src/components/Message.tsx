import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Message.module.css";

interface MessageProps {
  readonly kind?: "info" | "warning" | "danger";
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

const ICONS = { info: Info, warning: TriangleAlert, danger: CircleAlert };

/** A sentence that says what is the matter and what to do. Spoken when it appears: at once when it is urgent. */
export function Message({ kind = "info", children, actions }: MessageProps) {
  const Icon = ICONS[kind];
  return (
    <div
      className={classes(styles["message"], kind !== "info" && styles[kind])}
      role={kind === "danger" ? "alert" : "status"}
    >
      <Icon size={20} aria-hidden />
      <div className={styles["body"]}>{children}</div>
      {actions ? <div className={styles["actions"]}>{actions}</div> : null}
    </div>
  );
}
