import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { guide } from "./guide.ts";
import { handbook } from "./handbook.ts";

/** The window's engines: WebKitGTK, WebView2, WKWebView. */
const ENGINES = ["es2022", "safari16.4", "chrome111"];

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/paraglide",
      strategy: ["baseLocale"],
      outputStructure: "locale-modules",
      emitReadme: false,
    }),
    guide(),
    handbook(),
    svelte(),
    svelteTesting(),
  ],
  clearScreen: false,
  server: { port: 1420, strictPort: true, fs: { allow: [".", "../docs"] } },
  build: {
    target: ENGINES,
    // The window's content policy allows files only: nothing inline, nothing as data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    // The terminal's test writes its sentences in this zone; the window's must be the same.
    env: { TZ: "UTC" },
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    // One window for all files: every test clears the page, and starting windows took longer.
    isolate: false,
    maxWorkers: 2,
    // A busy computer is no fault of a test's.
    testTimeout: 60_000,
  },
});
