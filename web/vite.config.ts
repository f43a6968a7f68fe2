import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { budget } from "./budget-plugin.ts";
import { excalidraw } from "./excalidraw-plugin.ts";

/** Where `npm run dev` finds a running service. */
const SERVICE = process.env["VIVA_DEV_SERVICE"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), excalidraw(), budget()],
  build: {
    outDir: "../service/static",
    emptyOutDir: true,
    // The page's policy allows scripts and styles from its own origin only, so nothing may be inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    // The whiteboard's drawing surface is one large piece, fetched when the board is opened.
    chunkSizeWarningLimit: 1_200,
  },
  server: {
    proxy: {
      "/v1": { target: SERVICE, ws: true, changeOrigin: true },
      "/healthz": SERVICE,
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // Generous, for machines that are busy with other tests.
    testTimeout: 30_000,
  },
});
