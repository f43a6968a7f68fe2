import { useState } from "react";
import { MicrophoneError, type Microphone } from "../../audio/studio";
import { Button } from "../../components/Button";
import { Mark } from "../../components/Mark";
import { Message } from "../../components/Message";
import { usePageTitle } from "../../components/Page";
import type { MicrophoneState } from "../../live/room";
import { preferences } from "../../preferences";
import { strings } from "../../strings";
import { useStudio } from "../../studio-context";
import styles from "./room.module.css";

const text = strings.room;

interface GateProps {
  readonly resuming: boolean;
  /** Whether the browser can recognise speech by itself. */
  readonly hears: boolean;
  readonly onJoin: (entrance: { microphone: Microphone | null; dictating: boolean }) => void;
}

/** Before the room: browsers play sound only after a click or a key. */
export function Gate({ resuming, hears, onJoin }: GateProps) {
  const studio = useStudio();
  const heading = usePageTitle(text.gateTitle);
  const [trouble, setTrouble] = useState<MicrophoneState | null>(null);
  const joinByVoice = async () => {
    try {
      onJoin({ microphone: await studio.openMicrophone(), dictating: false });
    } catch (error) {
      setTrouble(error instanceof MicrophoneError ? error.fault : "failed");
    }
  };
  const joinWithout = async (dictating: boolean) => {
    studio.release();
    if (preferences().voice !== "none") await studio.open();
    onJoin({ microphone: null, dictating });
  };
  return (
    <main className={styles["gate"]}>
      <div className={styles["gateCard"]}>
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {text.gateTitle}
        </h1>
        <p>{resuming ? text.gateResume : text.gateLead}</p>
        {trouble ? <Message kind="danger">{strings.sound.trouble(trouble)}</Message> : null}
        <div className={styles["gateActions"]}>
          <Button kind="primary" onClick={() => void joinByVoice()}>
            {text.joinVoice}
          </Button>
          {hears ? (
            <Button onClick={() => void joinWithout(true)}>{strings.roomMore.joinDevice}</Button>
          ) : null}
          <Button onClick={() => void joinWithout(false)}>{text.joinTyping}</Button>
        </div>
      </div>
    </main>
  );
}
