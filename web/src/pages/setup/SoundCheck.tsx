import { Mic, Volume2 } from "lucide-react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Choice } from "../../components/Choice";
import { Message } from "../../components/Message";
import { strings } from "../../strings";
import type { AnswerBy } from "./draft";
import styles from "./setup.module.css";
import type { TakeState, useSoundCheck } from "./useSoundCheck";

const text = strings.sound;
const more = strings.roomMore;

interface SoundCheckProps {
  readonly check: ReturnType<typeof useSoundCheck>;
  readonly answerBy: AnswerBy;
  /** Whether the browser can recognise speech by itself. */
  readonly hears: boolean;
  readonly onAnswerBy: (answerBy: AnswerBy) => void;
}

export function SoundCheck({ check, answerBy, hears, onAnswerBy }: SoundCheckProps) {
  return (
    <Card title={text.title} lead={text.lead}>
      <div className={styles["stack"]}>
        <Choice
          label={strings.setup.answerBy}
          options={[
            { id: "voice", title: strings.setup.byVoice, summary: strings.setup.byVoiceHint },
            { id: "typing", title: strings.setup.byTyping, summary: strings.setup.byTypingHint },
            ...(hears ? [{ id: "device", title: more.byDevice, summary: more.byDeviceHint }] : []),
          ]}
          value={answerBy}
          onChange={(id) => {
            onAnswerBy(id === "typing" || id === "device" ? id : "voice");
          }}
        />
        {answerBy === "voice" ? (
          <MicrophoneCheck
            check={check}
            onTyping={() => {
              onAnswerBy("typing");
            }}
          />
        ) : (
          <p className={styles["soft"]}>{answerBy === "device" ? more.byDeviceLead : text.typing}</p>
        )}
        <div className={styles["device"]}>
          <Volume2 size={22} aria-hidden />
          <div className={styles["deviceBody"]}>
            <h3>{text.speaker}</h3>
            <p className={styles["soft"]}>{text.speakerHint}</p>
          </div>
          <Button small onClick={() => void check.testSpeaker()}>
            {text.speakerTest}
          </Button>
        </div>
      </div>
    </Card>
  );
}

interface MicrophoneCheckProps {
  readonly check: ReturnType<typeof useSoundCheck>;
  readonly onTyping: () => void;
}

function MicrophoneCheck({ check, onTyping }: MicrophoneCheckProps) {
  const { state } = check;
  if (state === "open") return <OpenMicrophone check={check} />;
  if (state === "off" || state === "asking") {
    return (
      <div className={styles["device"]}>
        <Mic size={22} aria-hidden />
        <h3 className={styles["deviceBody"]}>{text.microphone}</h3>
        <Button small disabled={state === "asking"} onClick={() => void check.check()}>
          {state === "asking" ? text.asking : text.check}
        </Button>
      </div>
    );
  }
  return (
    <Message
      kind="danger"
      actions={
        <>
          <Button small onClick={() => void check.check()}>
            {text.retry}
          </Button>
          <Button small onClick={onTyping}>
            {text.typeInstead}
          </Button>
        </>
      }
    >
      {text.trouble(state)}
    </Message>
  );
}

function OpenMicrophone({ check }: Pick<MicrophoneCheckProps, "check">) {
  const { take, understood, microphone, meter } = check;
  const busy = ["recording", "playing", "hearing"].includes(take);
  return (
    <div className={styles["device"]}>
      <Mic size={22} aria-hidden />
      <div className={styles["deviceBody"]}>
        <h3>{text.microphone}</h3>
        <p className={styles["soft"]}>{text.open(microphone?.label ?? "")}</p>
        <meter ref={meter} className={styles["level"]} min={0} max={1} aria-label={text.level} />
        <p role="status" className={styles["soft"]}>
          {takeText(take)}
        </p>
        {understood === null ? null : (
          <p className={styles["soft"]} data-testid="understood">
            {understood ? strings.setupMore.understood(understood) : strings.setupMore.notUnderstood}
          </p>
        )}
      </div>
      <Button small disabled={busy} onClick={() => void check.record()}>
        {take === "none" ? text.record : text.again}
      </Button>
    </div>
  );
}

function takeText(take: TakeState): string {
  switch (take) {
    case "none":
      return "";
    case "recording":
      return text.recording;
    case "playing":
      return text.playing;
    case "hearing":
      return strings.setupMore.understanding;
    case "good":
      return text.recorded;
    case "quiet":
      return text.recordedQuiet;
  }
}
