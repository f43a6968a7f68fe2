import { Play } from "lucide-react";
import { useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { files } from "../../api";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { clock } from "../../format";
import { strings } from "../../strings";
import { RecordingContext, usePlayFrom, type RecordingContextValue } from "./recording-context";
import styles from "./recording.module.css";

const text = strings.report;

export function RecordingProvider({ children }: { readonly children: ReactNode }) {
  const player = useRef<HTMLAudioElement | null>(null);
  const [there, setThere] = useState(false);
  const value = useMemo<RecordingContextValue>(
    () => ({
      setPlayer: (element) => {
        player.current = element;
        setThere(element !== null);
      },
      playFrom: there
        ? (seconds) => {
            if (!player.current) return;
            player.current.currentTime = seconds;
            void player.current.play();
          }
        : null,
    }),
    [there],
  );
  return <RecordingContext value={value}>{children}</RecordingContext>;
}

/** Both voices, to listen to again. */
export function Recording({ interview }: { readonly interview: string }) {
  const { setPlayer } = useContext(RecordingContext);
  const [missing, setMissing] = useState(false);
  return (
    <Card title={text.recording} className={styles["recording"]}>
      {missing ? (
        <p className={styles["soft"]}>{text.noRecording}</p>
      ) : (
        // The transcript below is its text; captions as WebVTT are among the downloads.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio
          ref={setPlayer}
          controls
          preload="metadata"
          aria-label={text.recording}
          src={files.audio(interview)}
          onError={() => {
            setMissing(true);
          }}
        />
      )}
    </Card>
  );
}

/** A button that plays the moment of a quote. */
export function PlayButton({ seconds }: { readonly seconds: number }) {
  const playFrom = usePlayFrom();
  if (!playFrom) return <span className={styles["soft"]}>{clock(seconds)}</span>;
  return (
    <Button
      small
      kind="quiet"
      className={styles["play"]}
      aria-label={text.playFrom(clock(seconds))}
      onClick={() => {
        playFrom(seconds);
      }}
    >
      <Play size={14} aria-hidden />
      {clock(seconds)}
    </Button>
  );
}
