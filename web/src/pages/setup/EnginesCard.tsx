import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";
import { Card } from "../../components/Card";
import { Loading } from "../../components/Loading";
import { Message } from "../../components/Message";
import { strings } from "../../strings";
import type { EngineChoice } from "../../wire";
import styles from "./setup.module.css";

const text = strings.engines;

/** What hears, speaks and thinks, in plain words. */
export function EnginesCard() {
  const engines = useQuery({ queryKey: ["engines"], queryFn: api.engines });
  return (
    <Card title={text.title} lead={text.lead}>
      <Loading query={engines}>
        {(found) => (
          <div className={styles["stack"]}>
            {found.notices.map((notice) => (
              <Message key={notice} kind="warning">
                {notice}
              </Message>
            ))}
            <dl className={styles["engines"]}>
              {found.engines.map((engine) => (
                <Engine key={engine.job} engine={engine} />
              ))}
            </dl>
          </div>
        )}
      </Loading>
    </Card>
  );
}

function Engine({ engine }: { readonly engine: EngineChoice }) {
  return (
    <div>
      <dt>{text.job(engine.job)}</dt>
      <dd>
        <strong>{engine.name}</strong>
        {[engine.model, engine.device].filter(Boolean).map((part) => (
          <span key={part}> · {part}</span>
        ))}
        {engine.embedded ? <span className={styles["tag"]}>{text.embedded}</span> : null}
        <p className={styles["soft"]}>{engine.why}</p>
        {engine.advice ? (
          <details>
            <summary>{text.better}</summary>
            <p className={styles["soft"]}>{engine.advice}</p>
          </details>
        ) : null}
      </dd>
    </div>
  );
}
