// SPDX-License-Identifier: EUPL-1.2
// Builds hashed files and a manifest that the template tag `asset` reads.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/",
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    target: "es2022",
    // Browsers that know light-dark(), so that it is not rewritten into custom properties.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: ["src/resident.ts", "styles/resident.css"],
    },
  },
});
