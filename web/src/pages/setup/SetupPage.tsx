import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api";
import { Choice } from "../../components/Choice";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { preferences } from "../../preferences";
import { strings } from "../../strings";
import { useStudio } from "../../studio-context";
import { useDevice } from "../../voices/useDevice";
import type { LoopInfo, ProblemInfo } from "../../wire";
import { Background } from "./Background";
import { Details } from "./Details";
import { draftFor, intakeOf, requestOf, type Draft } from "./draft";
import { EnginesCard } from "./EnginesCard";
import { ProjectForm } from "./ProjectForm";
import { SoundCheck } from "./SoundCheck";
import { VoicesCard } from "./VoicesCard";
import { Summary } from "./Summary";
import styles from "./setup.module.css";
import { useSoundCheck } from "./useSoundCheck";

const text = strings.setup;

export function SetupPage() {
  const choices = useQuery({
    queryKey: ["choices"],
    queryFn: async () => {
      const [loops, problems] = await Promise.all([api.loops(), api.problems()]);
      return { loops, problems };
    },
  });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loading query={choices}>
        {({ loops, problems }) => <Setup loops={loops} problems={problems} />}
      </Loading>
    </Page>
  );
}

interface SetupProps {
  readonly loops: readonly LoopInfo[];
  readonly problems: readonly ProblemInfo[];
}

function Setup({ loops, problems }: SetupProps) {
  const first = loops[0];
  const [draft, setDraft] = useState<Draft | null>(first ? draftFor(first) : null);
  const check = useSoundCheck();
  const device = useDevice();
  const start = useStart(check);
  const loop = loops.find((each) => each.id === draft?.loop);
  if (!draft || !loop) return null;
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
  };
  return (
    <div className={styles["layout"]}>
      <div className={styles["stack"]}>
        <Card title={text.loop}>
          <Choice
            label={text.loop}
            hideLabel
            look="cards"
            options={loops}
            value={draft.loop}
            onChange={(id) => {
              const next = loops.find((each) => each.id === id);
              if (next) setDraft(draftFor(next, draft));
            }}
          />
        </Card>
        <Details loop={loop} problems={problems} draft={draft} onChange={change} />
        {loop.needs_project ? (
          <ProjectForm intake={intakeOf(loop, problems)} draft={draft} onChange={change} />
        ) : null}
        <Background needsProject={loop.needs_project} draft={draft} onChange={change} />
        <SoundCheck
          check={check}
          hears={device.recognition !== null}
          answerBy={draft.answerBy}
          onAnswerBy={(answerBy) => {
            change({ answerBy });
          }}
        />
        <VoicesCard device={device} />
        <EnginesCard />
      </div>
      <Summary
        loop={loop}
        problems={problems}
        draft={draft}
        starting={start.isPending}
        error={start.error}
        onStart={() => {
          start.mutate({ loop, draft });
        }}
      />
    </div>
  );
}

/** Opens the sound while the click still allows it, makes the interview and enters its room. */
function useStart(check: ReturnType<typeof useSoundCheck>) {
  const studio = useStudio();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: async ({ loop, draft }: { readonly loop: LoopInfo; readonly draft: Draft }) => {
      if (draft.answerBy !== "voice") {
        studio.release();
        // Who only reads needs no sound, and no browser that has any.
        if (preferences().voice !== "none") await studio.open();
      } else if (!(await check.check())) {
        return;
      }
      const interview = await api.create(requestOf(loop, draft, Math.random()));
      navigate(`/interviews/${interview.id}/room`, { state: { answerBy: draft.answerBy } });
    },
  });
}
