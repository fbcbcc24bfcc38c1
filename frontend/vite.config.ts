// SPDX-License-Identifier: EUPL-1.2
// Builds hashed files and a manifest that the template tag `asset` reads, each text also compressed.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { coastlineOfTheRegion } from "./build/coastline";

const WAYS = { ".gz": promisify(gzip), ".br": promisify(brotliCompress) };

/** Writes name.css.gz and name.css.br beside name.css: the server sends what the browser knows. */
function compressed(): Plugin {
  return {
    name: "compressed",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(css|js|svg)$/.test(name));
      for (const name of texts) {
        const content = await readFile(join(dir, name));
        for (const [ending, way] of Object.entries(WAYS)) await writeFile(join(dir, name + ending), await way(content));
      }
    },
  };
}

export default defineConfig({
  base: "/static/",
  plugins: [coastlineOfTheRegion(), compressed()],
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    target: "es2022",
    // Browsers that know light-dark(), so that it is not rewritten into custom properties.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: ["src/htmx.ts", "src/kiosk.ts", "src/passkeys.ts", "src/queue.ts", "src/resident.ts", "src/today.ts", "styles/resident.css", "styles/sheets.css", "styles/styleguide.css"],
    },
  },
});
