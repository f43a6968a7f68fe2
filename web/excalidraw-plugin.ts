/** Excalidraw as this page ships it: its fonts from the page's own origin, and without the parts nobody opens. */

import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import type { Plugin } from "vite";

const PACKAGE = join(import.meta.dirname, "node_modules/@excalidraw/excalidraw");
const FONTS = join(PACKAGE, "dist/prod/fonts");
/** The address the fonts are served under; `src/pages/room/board/Canvas.tsx` names it too. */
const SERVED = "excalidraw/fonts";
/** What its font menu offers. The hand-drawn Chinese, 12 MB, falls back to the system's. */
const FAMILIES = ["Excalifont", "Nunito", "ComicShanns", "Lilita", "Liberation"];
/** A package network it would ask for fonts that are not where they should be. */
const FALLBACK = /`https:\/\/esm\.sh\/\$\{.{0,120}?\}\/dist\/prod\/`/;
const OWN = "`${window.location.origin}/excalidraw/`";
/** Diagrams from text, translations, and fonts inside exported pictures: the room has none of them. */
const LEFT_OUT = [
  /mermaid-to-excalidraw$/,
  /^\.\/locales\/(?!en-)/,
  /\/subset-(?:worker|shared)\.chunk\.js$/,
];
const NOTHING = "\0nothing";

export function excalidraw(): Plugin {
  let replaced = false;
  return {
    name: "excalidraw",
    enforce: "pre",
    resolveId(source, importer) {
      const own = importer?.includes("@excalidraw/excalidraw/") ?? false;
      return own && LEFT_OUT.some((pattern) => pattern.test(source)) ? NOTHING : null;
    },
    load: (id) => (id === NOTHING ? "export default {};" : null),
    transform(code, id) {
      if (!id.includes("@excalidraw/excalidraw/") || !FALLBACK.test(code)) return null;
      replaced = true;
      return { code: code.replace(FALLBACK, OWN), map: null };
    },
    generateBundle() {
      // Otherwise a new version might quietly ask a third party.
      if (!replaced) this.error("Excalidraw's fallback for fonts was not found where it used to be");
      for (const family of FAMILIES) {
        for (const file of readdirSync(join(FONTS, family))) {
          const source = readFileSync(join(FONTS, family, file));
          this.emitFile({ type: "asset", fileName: `${SERVED}/${family}/${file}`, source });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use(`/${SERVED}`, (request, response, next) => {
        const file = normalize(join(FONTS, request.url ?? ""));
        if (!file.startsWith(FONTS) || !file.endsWith(".woff2") || !existsSync(file)) next();
        else createReadStream(file).pipe(response);
      });
    },
  };
}
