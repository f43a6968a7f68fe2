import type { ReactNode } from "react";
import { Card } from "../../components/Card";
import { quantity } from "../../format";
import { strings } from "../../strings";
import type { ComponentEntry, NumberEntry } from "../../wire";
import styles from "./report.module.css";

const text = strings.report;

/** The figures the candidate stated, and whether they hold up. */
export function NumbersCard({ numbers }: { readonly numbers: readonly NumberEntry[] }) {
  return (
    <Card title={text.numbers}>
      {numbers.length === 0 ? (
        <p className={styles["soft"]}>{text.numbersEmpty}</p>
      ) : (
        <Scroll label={text.numbers}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.said}</th>
                <th scope="col">{text.counts}</th>
                <th scope="col">{text.value}</th>
                <th scope="col">{text.derived}</th>
                <th scope="col">{text.agrees}</th>
              </tr>
            </thead>
            <tbody>
              {numbers.map((number) => (
                <tr key={`${number.turn}-${number.start}`}>
                  <td>
                    <q>{number.text}</q>
                  </td>
                  <td>{number.counts || "–"}</td>
                  <td>{quantity(number.value, number.unit)}</td>
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

/** Component x reason x requirement x what was given up. */
export function ComponentsCard({ components }: { readonly components: readonly ComponentEntry[] }) {
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
