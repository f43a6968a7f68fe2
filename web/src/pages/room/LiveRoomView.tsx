import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Microphone } from "../../audio/studio";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { usePageTitle } from "../../components/Page";
import type { Room } from "../../live/room";
import { prefer, preferences, usePreferences } from "../../preferences";
import { strings } from "../../strings";
import { speakerFor } from "../../voices/browser-speaker";
import type { Recognition } from "../../voices/device-ear";
import { useEar } from "../../voices/useEar";
import type { Interview } from "../../wire";
import { classes } from "../../components/classes";
import { AnswerBox } from "./AnswerBox";
import { Captions } from "./Captions";
import { Controls } from "./Controls";
import type { RoomKey } from "./keys";
import { Notices } from "./Notices";
import { Presence } from "./Presence";
import { Shortcuts } from "./Shortcuts";
import { SidePanel } from "./SidePanel";
import { TopBar } from "./TopBar";
import styles from "./room.module.css";
import { useKeys } from "./useKeys";
import { useBoard } from "./board/useBoard";
import { useLiveRoom } from "./useLiveRoom";

const Whiteboard = lazy(() => import("./board/Whiteboard"));
const DelaysPanel = lazy(() => import("./DelaysPanel"));

const text = strings.room;
/** The code with which the service refuses a ticket to an interview that is over. */
const ALREADY_FINISHED = "already_finished";

interface LiveRoomViewProps {
  readonly interview: Interview;
  readonly title: string;
  readonly microphone: Microphone | null;
  /** Makes the browser's own recogniser, where that is to hear the candidate. */
  readonly recognition: (() => Recognition) | null;
  /** Show where the time before each answer went. */
  readonly debug: boolean;
  /** Enter again, after another tab took over. */
  readonly onRejoin: () => void;
}

export function LiveRoomView({
  interview,
  title,
  microphone,
  recognition,
  debug,
  onRejoin,
}: LiveRoomViewProps) {
  const { captionsFirst } = usePreferences();
  // As it was when the room was entered: a voice does not change in the middle of a sentence.
  const [speaker] = useState(() => speakerFor(preferences()));
  const { room, session, meter, tell, openMicrophone } = useLiveRoom(interview.id, microphone, speaker);
  const ear = useEar({ session, room, tell, recognition });
  const dictating = recognition !== null;
  const hearAgain = () => {
    if (dictating) ear.retry();
    else void openMicrophone();
  };
  const [typing, setTyping] = useState(microphone === null && !dictating);
  const [drawing, setDrawing] = useState(false);
  const [ending, setEnding] = useState(false);
  const notes = useRef<HTMLTextAreaElement>(null);
  const [keys, setKeys] = useState(true);
  const heading = usePageTitle(title);
  const over = useFarewell(room, interview.id);
  const paused = room.state === "paused";
  const drawn = useBoard(room.board, (board) => session?.draw(board));

  const act = (key: RoomKey) => {
    switch (key) {
      case "mute":
        if (dictating || room.microphone !== "off") session?.mute(!room.muted);
        break;
      case "done":
        drawn.flush();
        if (!ear.done()) session?.done();
        break;
      case "type":
        setTyping(!typing);
        break;
      case "board":
        setDrawing(!drawing);
        break;
      case "notes":
        notes.current?.focus();
        break;
      case "captions":
        prefer({ captionsFirst: !captionsFirst });
        break;
      case "hint":
        session?.hint();
        break;
      case "pause":
        if (paused) session?.resume();
        else session?.pause();
        break;
    }
  };
  useKeys(keys && !over, act);

  return (
    <>
      <TopBar room={room} title={interview.problem_title} heading={heading} />
      <main
        className={classes(
          styles["main"],
          drawing && styles["withBoard"],
          captionsFirst && styles["captionsFirst"],
        )}
        aria-label={title}
      >
        {drawing && room.entered ? (
          <Suspense fallback={<p role="status">{strings.board.opening}</p>}>
            <Whiteboard board={drawn.board} onChange={drawn.change} />
          </Suspense>
        ) : null}
        <div className={styles["conversation"]}>
          <Presence room={room} meter={meter} dictating={dictating} />
          <Notices
            room={room}
            onDismiss={(id) => {
              session?.dismiss(id);
            }}
            onTryNow={() => {
              session?.hurry();
            }}
            onMicrophone={hearAgain}
            onRejoin={onRejoin}
          />
          <Captions room={room} large={captionsFirst} />
          {typing ? (
            <AnswerBox
              disabled={over || paused}
              onSend={(answer) => {
                drawn.flush();
                session?.type(answer);
              }}
              onWrite={() => {
                session?.composing();
              }}
              onClose={() => {
                setTyping(false);
              }}
            />
          ) : null}
        </div>
        <SidePanel interview={interview.id} room={room} notes={notes}>
          {debug ? (
            <Suspense fallback={null}>
              <DelaysPanel interview={interview.id} state={room.state} />
            </Suspense>
          ) : null}
        </SidePanel>
      </main>
      <Controls
        room={room}
        typing={typing}
        drawing={drawing}
        dictating={dictating}
        disabled={over}
        onAct={act}
        onMicrophone={() => void openMicrophone()}
        onEnd={() => {
          setEnding(true);
        }}
        shortcuts={<Shortcuts enabled={keys} onChange={setKeys} />}
      />
      <Dialog
        title={text.endTitle}
        open={ending && !over}
        onClose={() => {
          setEnding(false);
        }}
        actions={
          <>
            <Button
              onClick={() => {
                setEnding(false);
              }}
            >
              {text.endCancel}
            </Button>
            <Button
              kind="danger"
              onClick={() => {
                setEnding(false);
                session?.end();
              }}
            >
              {text.endConfirm}
            </Button>
          </>
        }
      >
        <p>{text.endLead}</p>
      </Dialog>
    </>
  );
}

/** Whether the interview is over for this page; if it is over for good, opens the report. */
function useFarewell(room: Room, interview: string): boolean {
  const [, navigate] = useLocation();
  const reason = room.ended?.reason;
  // It may also have ended while this page was not connected.
  const missed = room.link.kind === "refused" && room.link.code === ALREADY_FINISHED;
  useEffect(() => {
    if (missed || reason === "finished" || reason === "candidate") {
      navigate(`/interviews/${interview}`, { replace: true });
    }
  }, [missed, reason, interview, navigate]);
  return reason !== undefined || room.link.kind === "refused";
}
