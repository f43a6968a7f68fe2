import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import { api } from "../../api";
import type { Microphone } from "../../audio/studio";
import { Loading } from "../../components/Loading";
import { preferences } from "../../preferences";
import { strings } from "../../strings";
import { useStudio } from "../../studio-context";
import { useDevice } from "../../voices/useDevice";
import type { Interview } from "../../wire";
import { Gate } from "./Gate";
import { LiveRoomView } from "./LiveRoomView";
import styles from "./room.module.css";

/** How the candidate came in: with a microphone, or (null) to type. */
interface Entrance {
  readonly microphone: Microphone | null;
  /** The browser itself recognises what is said. */
  readonly dictating: boolean;
}

interface EntryState {
  readonly answerBy?: "voice" | "typing" | "device";
}

interface RoomPageProps {
  readonly id: string;
  /** Show where the time before each answer went. */
  readonly debug?: boolean;
}

export default function RoomPage({ id, debug = false }: RoomPageProps) {
  const interview = useQuery({
    queryKey: ["interview", id],
    queryFn: () => api.interview(id),
    staleTime: Infinity,
  });
  return (
    <div className={styles["page"]}>
      <Loading query={interview}>
        {(found) =>
          found.status === "finished" ? (
            <Redirect to={`/interviews/${id}`} replace />
          ) : (
            <Entry interview={found} debug={debug} />
          )
        }
      </Loading>
    </div>
  );
}

/** Straight in from the set-up page, whose click let sound play; after a reload through the gate. */
function Entry({ interview, debug }: { readonly interview: Interview; readonly debug: boolean }) {
  const studio = useStudio();
  const state = useHistoryState<EntryState | null>();
  const device = useDevice();
  const [entrance, setEntrance] = useState<Entrance | null>(() => {
    const by = state?.answerBy;
    // Who reads and types needs no sound, so no click for it.
    if (by === "typing" && preferences().voice === "none") return { microphone: null, dictating: false };
    if (!studio.running) return null;
    if (by === "typing") return { microphone: null, dictating: false };
    if (by === "device") return device.recognition ? { microphone: null, dictating: true } : null;
    return studio.microphone ? { microphone: studio.microphone, dictating: false } : null;
  });
  const [visit, setVisit] = useState(0);
  if (!entrance) {
    return (
      <Gate
        resuming={interview.status !== "created"}
        hears={device.recognition !== null}
        onJoin={setEntrance}
      />
    );
  }
  return (
    <LiveRoomView
      key={visit}
      interview={interview}
      title={strings.room.title(interview.problem_title)}
      microphone={entrance.microphone}
      recognition={entrance.dictating ? device.recognition : null}
      debug={debug}
      onRejoin={() => {
        setVisit(visit + 1);
      }}
    />
  );
}
