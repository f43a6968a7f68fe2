import type { ReactNode } from "react";
import { Card } from "../../components/Card";
import { quantity } from "../../format";
import { strings } from "../../strings";
import type { Heard, PhaseReview, Quote, Review } from "../../wire";
import { PlayButton } from "./Recording";
import styles from "./checklist.module.css";

const text = strings.report;

/** The rubric's own list, item by item, with what was heard of it. Shown, never scored. */
export function Checklist({ review }: { readonly review: Review }) {
  if (review.phases.length === 0) return null;
  return (
    <Card title={text.checklist} lead={text.checklistLead}>
      <Mistakes review={review} />
      {review.phases.map((phase) => (
        <PhaseItems key={phase.id} phase={phase} />
      ))}
      <Prices review={review} />
      <Figures review={review} />
      {review.out_of_scope.length > 0 ? (
        <Fold title={text.outOfScope}>
          <Plain lines={review.out_of_scope} />
        </Fold>
      ) : null}
      {review.advice.length > 0 ? (
        <Fold title={text.advice}>
          <Plain lines={review.advice.map((item) => item.text)} />
        </Fold>
      ) : null}
    </Card>
  );
}

function Mistakes({ review }: { readonly review: Review }) {
  if (review.mistakes.length === 0) return null;
  return (
    <Fold title={text.mistakes(review.mistakes.length)} open>
      <ul className={styles["quotes"]}>
        {review.mistakes.map((item) => (
          <Entry key={item.id} quote={item.quote}>
            <strong className={item.fatal ? styles["fails"] : undefined}>{item.text}</strong>
            {item.good ? (
              <p className={styles["soft"]}>
                {text.better}: {item.good}
              </p>
            ) : null}
          </Entry>
        ))}
      </ul>
    </Fold>
  );
}

function PhaseItems({ phase }: { readonly phase: PhaseReview }) {
  const wanted = phase.items.filter((item) => item.kind !== "pitfall");
  const heard = wanted.filter((item) => item.quote !== null);
  const missing = wanted.filter((item) => item.quote === null);
  const fell = phase.items.filter((item) => item.kind === "pitfall" && item.quote !== null);
  return (
    <Fold title={text.heardOf(phase.title, heard.length, wanted.length)}>
      <Items title={text.pitfalls} items={fell} />
      <Items title={text.heard} items={heard} />
      {missing.length > 0 ? (
        <>
          <h3>{text.notHeard}</h3>
          <Plain lines={missing.map((item) => item.text)} />
        </>
      ) : null}
    </Fold>
  );
}

function Items({ title, items }: { readonly title: string; readonly items: readonly Heard[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles["quotes"]}>
        {items.map((item) => (
          <Entry key={item.id} quote={item.quote}>
            {item.text}
          </Entry>
        ))}
      </ul>
    </>
  );
}

function Prices({ review }: { readonly review: Review }) {
  if (review.prices.length === 0) return null;
  return (
    <Fold title={text.prices}>
      <ul className={styles["quotes"]}>
        {review.prices.map((item) => (
          <Entry key={item.id} quote={item.told ?? item.chosen}>
            {item.told ? text.priceTold(item.name) : text.priceNotTold(item.name, item.price)}
          </Entry>
        ))}
      </ul>
    </Fold>
  );
}

function Figures({ review }: { readonly review: Review }) {
  if (review.expected.length === 0) return null;
  return (
    <Fold title={text.expected}>
      <ul className={styles["quotes"]}>
        {review.expected.map((item) => (
          <Entry key={item.id} quote={item.stated}>
            {text.about(item.name, quantity(item.value, item.unit))}
            <p className={styles["soft"]}>{item.derivation}</p>
          </Entry>
        ))}
      </ul>
    </Fold>
  );
}

interface EntryProps {
  readonly quote: Quote | null;
  readonly children: ReactNode;
}

function Entry({ quote, children }: EntryProps) {
  return (
    <li>
      {quote ? <PlayButton seconds={quote.start_s} /> : <span className={styles["soft"]}>–</span>}
      <div>
        {children}
        {quote ? (
          <p>
            <q>{quote.text}</q>
          </p>
        ) : null}
      </div>
    </li>
  );
}

interface FoldProps {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

function Fold({ title, open = false, children }: FoldProps) {
  return (
    <details className={styles["fold"]} open={open}>
      <summary className={styles["summary"]}>{title}</summary>
      {children}
    </details>
  );
}

function Plain({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={styles["missed"]}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
