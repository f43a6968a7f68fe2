/** Figures as people read them. */

/** Seconds as `m:ss`, or `h:mm:ss` from an hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  const tail = `${h > 0 ? String(m).padStart(2, "0") : m}:${String(s).padStart(2, "0")}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

/** A share of 0 to 1 in whole per cent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A day and time in the reader's own way of writing it. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** A number with as many digits as help. */
export function figure(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 4 });
}

/** Decimal prefixes of bytes, each a thousand times the one before. */
const BYTES = ["byte", "kB", "MB", "GB", "TB", "PB", "EB"];
/** From here on a number is easier to read in words: "12 million". */
const LARGE = 1_000_000;

/** Units of what is only counted. */
const COUNTED = ["", "1", "dimensionless", "count"];
const NO_PLURAL = ["percent", "hertz"];

/**
 * A measured value with its unit as pint writes it: bytes with their prefix, plain counts with what they count, if that
 * is known.
 */
export function quantity(value: number, unit: string, counts = ""): string {
  const [what = "", per] = unit.split("/").map((part) => part.trim());
  const rate = per === undefined ? "" : ` per ${per}`;
  if (what === "byte" && value >= 1_000) {
    const step = Math.max(0, Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3)));
    return `${figure(value / 1_000 ** step)} ${BYTES[step] ?? ""}${rate}`;
  }
  const name = COUNTED.includes(what) ? counts : plural(what, value);
  return `${value >= LARGE ? compact(value) : figure(value)}${name ? ` ${name}` : ""}${rate}`;
}

function plural(unit: string, value: number): string {
  return value === 1 || unit.endsWith("s") || NO_PLURAL.includes(unit) ? unit : `${unit}s`;
}

function compact(value: number): string {
  const style = { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 } as const;
  return value.toLocaleString(undefined, style);
}

/** "sr-interviewer" as "sr interviewer", first letter up: for ids that have no title at hand. */
export function titled(id: string): string {
  const words = id.replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The initials of a name, at most two. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? "")
    .join("");
}
