/** Fails the build when the first page would load more than it may, or would wait for a font. */

import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Bytes, gzipped, of the scripts and styles that the first page waits for. */
export const INITIAL_LIMIT = 250_000;
/** Without one of these a text stays invisible until its font has come. */
const SHOWN_AT_ONCE = /font-display:\s*(swap|fallback|optional)/;

/** The scripts and styles that an entry waits for, with what they import in turn. */
export function initialFiles(bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (found.has(name) || file?.type !== "chunk") return;
    found.add(name);
    for (const style of file.viteMetadata?.importedCss ?? []) found.add(style);
    for (const other of file.imports) visit(other);
  };
  for (const [name, file] of Object.entries(bundle)) if (file.type === "chunk" && file.isEntry) visit(name);
  return found;
}

/** Why the bundle is over its budget; empty when it is not. */
export function overBudget(bundle: Rolldown.OutputBundle): readonly string[] {
  const contents = [...initialFiles(bundle)].map((name) => {
    const file = bundle[name];
    return file === undefined ? "" : file.type === "chunk" ? file.code : file.source;
  });
  const bytes = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
  const faults: string[] = [];
  if (bytes > INITIAL_LIMIT) {
    faults.push(`The first page loads ${bytes} bytes gzipped; its budget is ${INITIAL_LIMIT}.`);
  }
  const faces = contents.flatMap((content) => String(content).match(/@font-face\s*{[^}]*}/g) ?? []);
  if (!faces.every((face) => SHOWN_AT_ONCE.test(face))) {
    faults.push("A font of the first page keeps its text invisible; give it a font-display.");
  }
  return faults;
}

export function budget(): Plugin {
  return {
    name: "budget",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const fault of overBudget(bundle)) this.error(fault);
    },
  };
}
