import { useState } from "react";
import { MicrophoneError, type Microphone } from "../../audio/studio";
import { Button } from "../../components/Button";
import { Mark } from "../../components/Mark";
import { Message } from "../../components/Message";
import { usePageTitle } from "../../components/Page";
import type { MicrophoneState } from "../../live/room";
import { strings } from "../../strings";
import { useStudio } from "../../studio-context";
import styles from "./room.module.css";

const text = strings.room;

interface GateProps {
  readonly resuming: boolean;
  readonly onJoin: (microphone: Microphone | null) => void;
}

/** Before the room: browsers play sound only after a click or a key. */
export function Gate({ resuming, onJoin }: GateProps) {
  const studio = useStudio();
  const heading = usePageTitle(text.gateTitle);
  const [trouble, setTrouble] = useState<MicrophoneState | null>(null);
  const joinByVoice = async () => {
    try {
      onJoin(await studio.openMicrophone());
    } catch (error) {
      setTrouble(error instanceof MicrophoneError ? error.fault : "failed");
    }
  };
  const joinByTyping = async () => {
    studio.release();
    await studio.open();
    onJoin(null);
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
          <Button onClick={() => void joinByTyping()}>{text.joinTyping}</Button>
        </div>
      </div>
    </main>
  );
}
