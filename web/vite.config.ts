import { defineConfig } from "vitest/config";
import { basemap } from "./dev/basemap.ts";
import { cannedApi } from "./dev/canned.ts";

export default defineConfig({
  // The server may stand behind a path; nothing in the page knows where it is.
  base: "./",
  plugins: [basemap(), cannedApi()],
  build: {
    outDir: "../src/vedette/serve/page",
    emptyOutDir: true,
    target: "es2022",
    // A data: address would need its own line in the content policy.
    assetsInlineLimit: 0,
    // The map with its outlines; `tests/test_desk_browser.py` holds all of it to a size.
    chunkSizeWarningLimit: 2500,
  },
  worker: { format: "es" },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});
