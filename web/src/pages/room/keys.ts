/** The room's single keys. */

export type RoomKey = "mute" | "done" | "type" | "board" | "notes" | "captions" | "hint" | "pause";

/** What the keys are called on the buttons. */
export const KEY_NAMES: Record<RoomKey, string> = {
  mute: "M",
  done: "Space",
  type: "T",
  board: "B",
  notes: "N",
  captions: "C",
  hint: "H",
  pause: "P",
};

const KEYS = new Map<string, RoomKey>([
  ["m", "mute"],
  [" ", "done"],
  ["enter", "done"],
  ["t", "type"],
  ["b", "board"],
  ["n", "notes"],
  ["c", "captions"],
  ["h", "hint"],
  ["p", "pause"],
]);

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
/** Where Space and Enter already mean something. */
const PRESSABLE = "button, a[href], summary, input, audio, [role=button]";

export interface Pressed {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** What has the focus, if it can be asked. */
  readonly matches: (selector: string) => boolean;
}

/** What a key press asks for; null when it belongs to a field, a button, the browser, or to nobody. */
export function roomKey(pressed: Pressed): RoomKey | null {
  if (pressed.repeat || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (pressed.matches(FIELDS)) return null;
  const action = KEYS.get(pressed.key.toLowerCase()) ?? null;
  return action === "done" && pressed.matches(PRESSABLE) ? null : action;
}
