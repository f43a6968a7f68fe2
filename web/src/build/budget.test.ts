import { randomBytes } from "node:crypto";
import type { Rolldown } from "vite";
import { expect, it } from "vitest";
import { INITIAL_LIMIT, initialFiles, overBudget } from "../../budget-plugin.ts";

type Part = Partial<Omit<Rolldown.OutputChunk, "code">> & {
  readonly code?: string;
  readonly source?: string;
};

function bundleOf(parts: Readonly<Record<string, Part>>): Rolldown.OutputBundle {
  const files = Object.entries(parts).map(([name, part]) => [
    name,
    { type: part.source === undefined ? "chunk" : "asset", code: "", imports: [], isEntry: false, ...part },
  ]);
  return Object.fromEntries(files) as Rolldown.OutputBundle;
}

const heavy = (bytes: number) => randomBytes(bytes).toString("latin1");

it("counts what the entry imports, and not what is loaded later", () => {
  const bundle = bundleOf({
    "index.js": { isEntry: true, imports: ["vendor.js"], dynamicImports: ["board.js"] },
    "vendor.js": {},
    "board.js": { code: heavy(2 * INITIAL_LIMIT) },
  });
  expect([...initialFiles(bundle)]).toEqual(["index.js", "vendor.js"]);
  expect(overBudget(bundle)).toEqual([]);
});

it("refuses a first page that is too heavy", () => {
  const bundle = bundleOf({
    "index.js": { isEntry: true, imports: ["vendor.js"] },
    "vendor.js": { code: heavy(INITIAL_LIMIT + 1_000) },
  });
  expect(overBudget(bundle)).toHaveLength(1);
});

it("refuses a font that keeps text invisible", () => {
  const styles = (face: string) =>
    bundleOf({
      "index.js": {
        isEntry: true,
        viteMetadata: { importedCss: new Set(["index.css"]), importedAssets: new Set() } as never,
      },
      "index.css": { source: `@font-face { font-family: x; ${face} }` },
    });
  expect(overBudget(styles("src: url(x.woff2)"))).toHaveLength(1);
  expect(overBudget(styles("src: url(x.woff2); font-display: swap"))).toEqual([]);
});
