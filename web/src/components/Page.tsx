import { useEffect, useRef, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { strings } from "../strings";
import { Mark } from "./Mark";
import styles from "./Page.module.css";

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The page's name in the tab, and the focus on its heading when one comes from another page. */
export function usePageTitle(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${strings.brand}`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus();
  }, []);
  return heading;
}

function NavLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const [location] = useLocation();
  return (
    <Link href={to} aria-current={location === to ? "page" : undefined}>
      {children}
    </Link>
  );
}

/** A page outside the room: header, heading, content. */
export function Page({ title, lead, children }: PageProps) {
  const heading = usePageTitle(title);
  return (
    <>
      <a className={styles["skip"]} href="#content">
        {strings.nav.skip}
      </a>
      <header className={styles["header"]}>
        <Link href="/" className={styles["brand"]}>
          <Mark />
          {strings.brand}
        </Link>
        <nav className={styles["nav"]} aria-label={strings.nav.label}>
          <NavLink to="/">{strings.nav.setup}</NavLink>
          <NavLink to="/loop-days">{strings.loopDay.nav}</NavLink>
          <NavLink to="/interviews">{strings.nav.history}</NavLink>
        </nav>
      </header>
      <main id="content" className={styles["main"]} tabIndex={-1}>
        <div className={styles["head"]}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <p className={styles["lead"]}>{lead}</p> : null}
        </div>
        {children}
      </main>
    </>
  );
}
