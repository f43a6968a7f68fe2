import { useQuery } from "@tanstack/react-query";
import { api } from "../../api";
import { Card } from "../../components/Card";
import { strings } from "../../strings";
import type { Retake, Transcript } from "../../wire";
import { Compared } from "./Compared";
import styles from "./moments.module.css";
import { questionBefore } from "./Moments";

const text = strings.moments;

interface RetakesProps {
  readonly interview: string;
  readonly transcript: Transcript;
}

/** Every moment that was answered again, each beside the first answer. */
export function Retakes({ interview, transcript }: RetakesProps) {
  const retakes = useQuery({ queryKey: ["retakes", interview], queryFn: () => api.retakes(interview) });
  if (!retakes.data || retakes.data.length === 0) return null;
  return (
    <Card title={text.title} lead={text.lead}>
      <ol className={styles["retakes"]}>
        {retakes.data.map((retake) => (
          <Taken key={retake.id} retake={retake} transcript={transcript} />
        ))}
      </ol>
    </Card>
  );
}

function Taken({ retake, transcript }: { readonly retake: Retake; readonly transcript: Transcript }) {
  const turn = transcript.turns.find((each) => each.id === retake.turn);
  const question = turn ? questionBefore(transcript, turn) : null;
  return (
    <li>
      {question ? <p className={styles["question"]}>{question}</p> : null}
      <div className={styles["answers"]}>
        <div>
          <h3>{text.first}</h3>
          <p>{turn?.text}</p>
        </div>
        <div>
          <h3>{text.newAnswer}</h3>
          <p>{retake.text}</p>
        </div>
      </div>
      <Compared before={retake.before} after={retake.after} />
    </li>
  );
}
