import type { ReactNode } from "react";
import { Card } from "../../components/Card";
import { quantity } from "../../format";
import { strings } from "../../strings";
import type { ComponentEntry, NumberEntry, Transcript } from "../../wire";
import { secondsAt } from "./excerpts";
import styles from "./ledgers.module.css";
import { PlayButton } from "./Recording";

const text = strings.report;

interface NumbersProps {
  readonly numbers: readonly NumberEntry[];
  readonly transcript: Transcript;
}

/** The figures the candidate stated, and whether they hold up. */
export function NumbersCard({ numbers, transcript }: NumbersProps) {
  return (
    <Card title={text.numbers} lead={numbers.length > 0 ? text.numbersLead : undefined}>
      {numbers.length === 0 ? (
        <p className={styles["soft"]}>{text.numbersEmpty}</p>
      ) : (
        <Scroll label={text.numbers}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.at}</th>
                <th scope="col">{text.said}</th>
                <th scope="col">{text.value}</th>
                <th scope="col">{text.derived}</th>
                <th scope="col">{text.agrees}</th>
              </tr>
            </thead>
            <tbody>
              {numbers.map((number) => (
                <tr key={`${number.turn}-${number.start}`}>
                  <td className={styles["at"]}>
                    <At entry={number} transcript={transcript} />
                  </td>
                  <td>
                    <q>{number.text}</q>
                  </td>
                  <td>{quantity(number.value, number.unit, number.counts)}</td>
                  <td>{number.derived ? text.yes : text.no}</td>
                  <td>
                    <Agreement number={number} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}

function Agreement({ number }: { readonly number: NumberEntry }) {
  if (number.agrees === null) return <span className={styles["soft"]}>{text.unchecked}</span>;
  return (
    <>
      <strong className={number.agrees ? styles["holds"] : styles["fails"]}>
        {number.agrees ? text.yes : text.no}
      </strong>
      {number.note ? <p className={styles["soft"]}>{number.note}</p> : null}
    </>
  );
}

interface AtProps {
  readonly entry: Pick<NumberEntry, "turn" | "start">;
  readonly transcript: Transcript;
}

/** When something was said; nothing where it was only drawn. */
function At({ entry, transcript }: AtProps) {
  const turn = transcript.turns.find(({ id }) => id === entry.turn);
  return turn ? <PlayButton seconds={secondsAt(turn, entry.start)} /> : null;
}

interface ComponentsProps {
  readonly components: readonly ComponentEntry[];
  readonly transcript: Transcript;
}

/** Component x reason x requirement x what was given up. */
export function ComponentsCard({ components, transcript }: ComponentsProps) {
  const drawn = components.some((component) => component.drawn !== null);
  return (
    <Card title={text.components} lead={text.componentsLead}>
      {components.length === 0 ? (
        <p className={styles["soft"]}>{text.componentsEmpty}</p>
      ) : (
        <Scroll label={text.components}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.at}</th>
                <th scope="col">{text.component}</th>
                <th scope="col">{text.because}</th>
                <th scope="col">{text.requirement}</th>
                <th scope="col">{text.givenUp}</th>
                {drawn ? <th scope="col">{text.drawn}</th> : null}
              </tr>
            </thead>
            <tbody>
              {components.map((component) => (
                <tr key={`${component.turn}-${component.start}`}>
                  <td className={styles["at"]}>
                    <At entry={component} transcript={transcript} />
                  </td>
                  <th scope="row" className={styles["rowName"]}>
                    {component.said}
                  </th>
                  <td>
                    <Because component={component} />
                  </td>
                  <td>{component.requirement ?? "–"}</td>
                  <td>{component.given_up ?? "–"}</td>
                  {drawn ? <td>{placeOf(component)}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}

function placeOf({ drawn }: ComponentEntry): string {
  return drawn === null ? "–" : drawn || text.onTheBoard;
}

function Because({ component }: { readonly component: ComponentEntry }) {
  if (component.reason) return component.reason;
  if (!component.needs_reason) return <span className={styles["soft"]}>{text.noReasonNeeded}</span>;
  return <strong className={styles["fails"]}>{text.noReason}</strong>;
}

/** A wide table scrolls in its own box, by the keyboard as well. */
function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles["scroll"]} role="region" aria-label={text.tableOf(label)} tabIndex={0}>
      {children}
    </div>
  );
}
