import { useId, type ReactNode } from "react";
import styles from "./Card.module.css";
import { classes } from "./classes";

interface CardProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A section with a heading, which is also its accessible name. */
export function Card({ title, lead, className, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes(styles["card"], className)} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead ? <p className={styles["lead"]}>{lead}</p> : null}
      {children}
    </section>
  );
}
