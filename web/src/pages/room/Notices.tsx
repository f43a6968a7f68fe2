import { useEffect, useEffectEvent } from "react";
import { Button, buttonClass } from "../../components/Button";
import { Message } from "../../components/Message";
import { RESTORED, type Room, type RoomNotice } from "../../live/room";
import { strings } from "../../strings";
import { Link } from "wouter";
import styles from "./room.module.css";

const text = strings.room;
const RESTORED_SHOWN_MS = 6_000;

interface NoticesProps {
  readonly room: Room;
  readonly onDismiss: (id: number) => void;
  readonly onTryNow: () => void;
  readonly onMicrophone: () => void;
  readonly onRejoin: () => void;
}

/** What the candidate should know now, each with what to do about it. */
export function Notices({ room, onDismiss, onTryNow, onMicrophone, onRejoin }: NoticesProps) {
  return (
    <div className={styles["notices"]}>
      <LinkNotice room={room} onTryNow={onTryNow} />
      <EndNotice room={room} onRejoin={onRejoin} />
      <MicrophoneNotice room={room} onMicrophone={onMicrophone} />
      {room.notices.map((notice) => (
        <Passing key={notice.id} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function LinkNotice({ room, onTryNow }: Pick<NoticesProps, "room" | "onTryNow">) {
  if (room.link.kind === "lost") {
    return (
      <Message
        kind="danger"
        actions={
          <Button small onClick={onTryNow}>
            {text.tryNow}
          </Button>
        }
      >
        {text.lost}
      </Message>
    );
  }
  if (room.link.kind === "refused") {
    return (
      <Message
        kind="danger"
        actions={
          <Link href="/interviews" className={buttonClass("plain", true)}>
            {strings.nav.history}
          </Link>
        }
      >
        {text.refused}: {room.link.message}
      </Message>
    );
  }
  return null;
}

function EndNotice({ room, onRejoin }: Pick<NoticesProps, "room" | "onRejoin">) {
  switch (room.ended?.reason) {
    case "taken_over":
      return (
        <Message
          kind="warning"
          actions={
            <Button small onClick={onRejoin}>
              {text.takeBack}
            </Button>
          }
        >
          {text.takenOver}
        </Message>
      );
    case "deleted":
      return <Message kind="warning">{text.deleted}</Message>;
    case "finished":
    case "candidate":
      return <Message>{text.toReport}</Message>;
    case undefined:
      return null;
  }
}

function MicrophoneNotice({ room, onMicrophone }: Pick<NoticesProps, "room" | "onMicrophone">) {
  const trouble = strings.sound.trouble(room.microphone);
  if (!trouble || room.ended) return null;
  const action = (
    <Button small onClick={onMicrophone}>
      {text.reconnectMicrophone}
    </Button>
  );
  return (
    <Message
      kind={room.microphone === "silent" ? "warning" : "danger"}
      actions={room.microphone === "silent" ? undefined : action}
    >
      {trouble}
    </Message>
  );
}

interface PassingProps {
  readonly notice: RoomNotice;
  readonly onDismiss: (id: number) => void;
}

function Passing({ notice, onDismiss }: PassingProps) {
  const dismiss = () => {
    onDismiss(notice.id);
  };
  const pass = useEffectEvent(dismiss);
  const passes = notice.code === RESTORED;
  useEffect(() => {
    if (!passes) return undefined;
    const timer = window.setTimeout(() => {
      pass();
    }, RESTORED_SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [passes]);
  return (
    <Message
      actions={
        <Button small kind="quiet" onClick={dismiss}>
          {text.dismiss}
        </Button>
      }
    >
      {notice.text}
    </Message>
  );
}
