import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Message } from "../../components/Message";
import { Page } from "../../components/Page";
import { strings } from "../../strings";
import type { LoopInfo, NewInterview } from "../../wire";
import styles from "./loop-day.module.css";

const text = strings.loopDay;
const FEWEST = 2;
const MAX_TITLE_CHARS = 200;

/** Which loops make the day. */
export default function NewLoopDayPage() {
  const loops = useQuery({ queryKey: ["loops"], queryFn: api.loops });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loading query={loops}>{(found) => <Plan loops={found} />}</Loading>
    </Page>
  );
}

function Plan({ loops }: { readonly loops: readonly LoopInfo[] }) {
  const id = useId();
  const [, navigate] = useLocation();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [project, setProject] = useState("");
  const chosen = loops.filter((loop) => !left.has(loop.id));
  const needsProject = chosen.some((loop) => loop.needs_project);
  const start = useMutation({
    mutationFn: () => api.createDay({ interviews: chosen.map((loop) => interviewOf(loop, project)) }),
    onSuccess: (day) => {
      navigate(`/loop-days/${day.id}`);
    },
  });
  const trouble =
    chosen.length < FEWEST ? text.needTwo : needsProject && project.trim() === "" ? text.needProject : null;
  return (
    <Card title={text.choose} lead={text.chooseHint}>
      <div className={styles["stack"]}>
        <ul className={styles["loops"]}>
          {loops.map((loop) => (
            <li key={loop.id}>
              <label>
                <input
                  type="checkbox"
                  checked={!left.has(loop.id)}
                  onChange={(event) => {
                    const next = new Set(left);
                    if (event.target.checked) next.delete(loop.id);
                    else next.add(loop.id);
                    setLeft(next);
                  }}
                />
                {loop.title}
              </label>
              <p className={styles["soft"]}>
                {[text.length(loop.default_minutes), loop.personas[0]?.title].filter(Boolean).join(" · ")}
              </p>
            </li>
          ))}
        </ul>
        {needsProject ? (
          <div>
            <label htmlFor={id}>{text.project}</label>
            <input
              id={id}
              type="text"
              maxLength={MAX_TITLE_CHARS}
              placeholder={text.projectHint}
              value={project}
              onChange={(event) => {
                setProject(event.target.value);
              }}
            />
          </div>
        ) : null}
        {start.error ? <Message kind="danger">{start.error.message}</Message> : null}
        <div className={styles["row"]}>
          <Button
            kind="primary"
            disabled={trouble !== null || start.isPending}
            onClick={() => {
              start.mutate();
            }}
          >
            {start.isPending ? text.starting : text.start}
          </Button>
          <p role="status" className={styles["soft"]}>
            {trouble}
          </p>
        </div>
      </div>
    </Card>
  );
}

function interviewOf(loop: LoopInfo, project: string): NewInterview {
  if (loop.needs_project) return { loop: loop.id, project: { title: project.trim() } };
  const problem = loop.problems[Math.floor(Math.random() * loop.problems.length)];
  return problem === undefined ? { loop: loop.id } : { loop: loop.id, problem };
}
