/** Waits until something rests before it is looked at, but not for ever. */

/** How long it has to rest, and how long at most it is waited for. */
const REST_MS = 500;
const AT_MOST_MS = 3_000;

export interface Timers {
  now(): number;
  after(ms: number, call: () => void): () => void;
}

export const BROWSER_TIMERS: Timers = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = window.setTimeout(call, ms);
    return () => {
      window.clearTimeout(timer);
    };
  },
};

export class Rest {
  readonly #look: () => void;
  readonly #timers: Timers;
  #stop: (() => void) | null = null;
  #since = 0;

  constructor(look: () => void, timers: Timers = BROWSER_TIMERS) {
    this.#look = look;
    this.#timers = timers;
  }

  /** Something moves. */
  stir(): void {
    const now = this.#timers.now();
    if (this.#stop) this.#stop();
    else this.#since = now;
    const wait = Math.max(0, Math.min(REST_MS, this.#since + AT_MOST_MS - now));
    this.#stop = this.#timers.after(wait, () => {
      this.settle();
    });
  }

  /** Look now, if there is anything to look at. */
  settle(): void {
    if (!this.#stop) return;
    this.#stop();
    this.#stop = null;
    this.#look();
  }
}
