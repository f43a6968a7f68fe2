import { describe, expect, it } from "vitest";
import { roomKey, type Pressed } from "./keys";

const press = (key: string, change: Partial<Pressed> = {}) =>
  roomKey({
    key,
    repeat: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    matches: () => false,
    ...change,
  });

const focusOn = (part: string) => ({ matches: (selector: string) => selector.includes(part) });

describe("the room's keys", () => {
  it("are single keys, in either case", () => {
    expect(["m", "M", " ", "Enter", "t", "h", "p", "x"].map((key) => press(key))).toEqual([
      "mute",
      "mute",
      "done",
      "done",
      "type",
      "hint",
      "pause",
      null,
    ]);
  });

  it("leave fields alone", () => {
    expect(press("m", focusOn("textarea"))).toBeNull();
  });

  it("leave Space and Enter to the button that has the focus, and no other key", () => {
    expect(press(" ", focusOn("button,"))).toBeNull();
    expect(press("Enter", focusOn("button,"))).toBeNull();
    expect(press("m", focusOn("button,"))).toBe("mute");
  });

  it("leave the browser's own shortcuts alone, and a key that is held down", () => {
    expect(press("p", { ctrlKey: true })).toBeNull();
    expect(press("m", { metaKey: true })).toBeNull();
    expect(press("m", { repeat: true })).toBeNull();
  });
});
