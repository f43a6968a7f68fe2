import { useId } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Choice, type Option } from "../../components/Choice";
import { Toggle } from "../../components/Toggle";
import { prefer, usePreferences, type VoiceChoice } from "../../preferences";
import { strings } from "../../strings";
import { deviceVoice, utteranceIn } from "../../voices/browser-speaker";
import type { DeviceEngines } from "../../voices/useDevice";
import styles from "./setup.module.css";

const text = strings.roomMore;

/** How the interviewer's sentences reach the candidate: heard, and read. */
export function VoicesCard({ device }: { readonly device: DeviceEngines }) {
  const { captionsFirst, voice } = usePreferences();
  const offered = device.voices.length > 0;
  const options: readonly (Option & { readonly id: VoiceChoice })[] = [
    { id: "service", title: text.voiceService, summary: text.voiceServiceHint },
    ...(offered ? [{ id: "device" as const, title: text.voiceDevice, summary: text.voiceDeviceHint }] : []),
    { id: "none", title: text.voiceNone, summary: text.voiceNoneHint },
  ];
  const chosen = options.find(({ id }) => id === voice)?.id ?? "service";
  return (
    <Card title={text.voices}>
      <div className={styles["stack"]}>
        <Toggle
          label={text.captionsFirst}
          hint={text.captionsFirstHint}
          on={captionsFirst}
          onChange={(on) => {
            prefer({ captionsFirst: on });
          }}
        />
        <Choice
          label={text.voice}
          options={options}
          value={chosen}
          onChange={(id) => {
            prefer({ voice: options.find((option) => option.id === id)?.id ?? "service" });
          }}
        />
        {chosen === "device" ? <DeviceVoice voices={device.voices} /> : null}
      </div>
    </Card>
  );
}

/** Which of the device's voices, and how it sounds. */
function DeviceVoice({ voices }: { readonly voices: readonly SpeechSynthesisVoice[] }) {
  const id = useId();
  const { voiceName } = usePreferences();
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        {text.whichVoice}
      </label>
      <div className={styles["row"]}>
        <select
          id={id}
          value={deviceVoice(voiceName)?.name ?? ""}
          onChange={(event) => {
            prefer({ voiceName: event.target.value });
          }}
        >
          {voices.map((voice) => (
            <option key={voice.voiceURI} value={voice.name}>
              {voice.name}
            </option>
          ))}
        </select>
        <Button
          small
          onClick={() => {
            const voice = deviceVoice(voiceName);
            if (voice) window.speechSynthesis.speak(utteranceIn(voice, text.voiceSample));
          }}
        >
          {text.tryVoice}
        </Button>
      </div>
    </div>
  );
}
