import { Component, type ReactNode } from "react";
import { strings } from "../strings";
import { Button } from "./Button";
import { Message } from "./Message";

interface CrashProps {
  readonly children: ReactNode;
}

/** Catches what no one else did and says what to do, instead of a blank page. */
export class Crash extends Component<CrashProps, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    const reload = () => {
      window.location.reload();
    };
    return (
      <main>
        <Message kind="danger" actions={<Button onClick={reload}>{strings.errors.reload}</Button>}>
          {strings.errors.crashed}
        </Message>
      </main>
    );
  }
}
