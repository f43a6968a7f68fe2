/**
 * The candidate's notes on their way to the service: kept in this browser from the first letter on, sent when
 * the hand rests, and again for as long as the service does not answer. Knows no browser and no clock.
 */

/** How long the hand has to rest before notes are sent. */
export const REST_MS = 800;
/** After how long it is tried again when they could not be. */
export const AGAIN_MS = 5_000;

export type NotesState = "kept" | "changed" | "failed";

export interface NotebookOutlets {
  /** Sends the notes; `leaving` when the page is about to go. Rejects when they could not be stored. */
  readonly send: (text: string, leaving: boolean) => Promise<void>;
  /** What this browser remembers of notes that were not stored yet; null to forget it. */
  readonly remember: (text: string | null) => void;
  readonly tell: (state: NotesState) => void;
  /** Calls back later; call what is returned to prevent it. */
  readonly later: (callback: () => void, ms: number) => () => void;
}

export class Notebook {
  readonly #outlets: NotebookOutlets;
  #text: string;
  #stored: string;
  #sending = false;
  #cancel: (() => void) | null = null;

  /** @param stored what the service has. */
  constructor(outlets: NotebookOutlets, stored: string) {
    this.#outlets = outlets;
    this.#text = this.#stored = stored;
  }

  /** The notes are these from now on. */
  write(text: string): void {
    this.#text = text;
    this.#outlets.remember(text);
    this.#outlets.tell("changed");
    this.#soon(REST_MS);
  }

  /** The page is about to go, or the field was left: send what was not sent. */
  flush(leaving: boolean): void {
    if (this.#text === this.#stored) return;
    this.#forgetTimer();
    if (leaving) void this.#outlets.send(this.#text, true).catch(() => undefined);
    else void this.#store();
  }

  /** Nobody writes here any more. */
  close(): void {
    this.flush(true);
    this.#forgetTimer();
  }

  async #store(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    const text = this.#text;
    try {
      await this.#outlets.send(text, false);
      this.#stored = text;
    } catch {
      this.#outlets.tell("failed");
      this.#soon(AGAIN_MS);
      return;
    } finally {
      this.#sending = false;
    }
    if (text === this.#text) {
      this.#outlets.remember(null);
      this.#outlets.tell("kept");
    } else {
      this.#soon(REST_MS);
    }
  }

  #soon(ms: number): void {
    this.#forgetTimer();
    this.#cancel = this.#outlets.later(() => {
      this.#cancel = null;
      void this.#store();
    }, ms);
  }

  #forgetTimer(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
