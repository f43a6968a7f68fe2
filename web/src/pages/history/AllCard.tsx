import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { files } from "../../api";
import { Button, buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { strings } from "../../strings";
import styles from "./history.module.css";

const text = strings.historyMore;

/** What is done with all interviews at once: keep them, or let them go. */
export function AllCard({ onRemoveAll }: { readonly onRemoveAll: () => void }) {
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  return (
    <Card title={text.all} lead={text.archiveHint}>
      <div className={styles["all"]}>
        <a className={buttonClass("plain")} href={files.archive} download>
          <Download size={16} aria-hidden />
          {text.archive}
        </a>
        <Button
          kind="quiet"
          onClick={() => {
            setAsking(true);
          }}
        >
          <Trash2 size={16} aria-hidden />
          {text.removeAll}
        </Button>
      </div>
      <Dialog
        open={asking}
        title={text.removeAllTitle}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{text.removeAllCancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                close();
                onRemoveAll();
              }}
            >
              {text.removeAllConfirm}
            </Button>
          </>
        }
      >
        <p>{text.removeAllLead}</p>
      </Dialog>
    </Card>
  );
}
