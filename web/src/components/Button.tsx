import type { ButtonHTMLAttributes } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes";

export type ButtonKind = "plain" | "primary" | "danger" | "quiet";

export function buttonClass(kind: ButtonKind = "plain", small = false): string {
  return classes(styles["button"], kind !== "plain" && styles[kind], small && styles["small"]);
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}

export function Button({ kind = "plain", small = false, className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={classes(buttonClass(kind, small), className)} />;
}
