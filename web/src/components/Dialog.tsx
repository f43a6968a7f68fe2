import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** Called for Escape, too. Left out where the dialog must be answered. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  /** For dialogues with a form or a table in them. */
  readonly wide?: boolean;
}

/** A modal on the native `<dialog>`: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, open, onClose, children, actions, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  // One that is taken away while open gives the focus back, too.
  useLayoutEffect(() => {
    const dialog = ref.current;
    return () => {
      if (dialog?.open) dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={classes(styles["dialog"], wide && styles["wide"])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      {open ? (
        <>
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className={styles["actions"]}>{actions}</div>
        </>
      ) : null}
    </dialog>
  );
}
