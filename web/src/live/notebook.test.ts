import { beforeEach, describe, expect, it } from "vitest";
import { AGAIN_MS, Notebook, REST_MS, type NotesState } from "./notebook";

/** A service that may refuse, a memory, and a clock moved by hand. */
class Desk {
  sent: { text: string; leaving: boolean }[] = [];
  remembered: string | null = null;
  states: NotesState[] = [];
  refuses = false;
  #waiting: { at: number; callback: () => void }[] = [];
  #now = 0;

  notebook = new Notebook(
    {
      send: (text, leaving) => {
        this.sent.push({ text, leaving });
        return this.refuses ? Promise.reject(new Error("no")) : Promise.resolve();
      },
      remember: (text) => {
        this.remembered = text;
      },
      tell: (state) => {
        this.states.push(state);
      },
      later: (callback, ms) => {
        const entry = { at: this.#now + ms, callback };
        this.#waiting.push(entry);
        return () => {
          this.#waiting = this.#waiting.filter((each) => each !== entry);
        };
      },
    },
    "old",
  );

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe("the notebook", () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });

  it("sends once the hand rests, and remembers until that is stored", async () => {
    desk.notebook.write("a");
    await desk.pass(REST_MS - 1);
    desk.notebook.write("ab");
    await desk.pass(REST_MS - 1);
    expect(desk.sent).toEqual([]);
    expect(desk.remembered).toBe("ab");
    await desk.pass(1);
    expect(desk.sent).toEqual([{ text: "ab", leaving: false }]);
    expect(desk.remembered).toBeNull();
    expect(desk.states.at(-1)).toBe("kept");
  });

  it("tries again for as long as it must, with the newest words", async () => {
    desk.refuses = true;
    desk.notebook.write("a");
    await desk.pass(REST_MS);
    expect(desk.states.at(-1)).toBe("failed");
    expect(desk.remembered).toBe("a");
    desk.refuses = false;
    await desk.pass(AGAIN_MS);
    expect(desk.sent.map(({ text }) => text)).toEqual(["a", "a"]);
    expect(desk.states.at(-1)).toBe("kept");
  });

  it("sends what is new when the page goes, and nothing when all is stored", async () => {
    desk.notebook.flush(true);
    expect(desk.sent).toEqual([]);
    desk.notebook.write("a");
    desk.notebook.close();
    expect(desk.sent).toEqual([{ text: "a", leaving: true }]);
    await desk.pass(AGAIN_MS);
    expect(desk.sent).toHaveLength(1);
    expect(desk.remembered).toBe("a");
  });

  it("sends at once when the field is left", async () => {
    desk.notebook.write("a");
    desk.notebook.flush(false);
    await desk.pass(0);
    expect(desk.sent).toEqual([{ text: "a", leaving: false }]);
    await desk.pass(REST_MS);
    expect(desk.sent).toHaveLength(1);
  });

  it("goes on after words that came while it was sending", async () => {
    desk.notebook.write("a");
    desk.notebook.flush(false);
    desk.notebook.write("ab");
    await desk.pass(0);
    expect(desk.remembered).toBe("ab");
    await desk.pass(REST_MS);
    expect(desk.sent.at(-1)).toEqual({ text: "ab", leaving: false });
    expect(desk.states.at(-1)).toBe("kept");
  });
});
