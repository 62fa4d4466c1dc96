import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/**
 * Two pages, built one after the other into the same folder: the office (index.html) on React, and the
 * capture page (captura.html), which runs the same React code on Preact. On a phone with a weak signal the
 * 58 KB (gzip) of react-dom are more than the rest of the page; see the budget in scripts/sizes.mjs.
 */
export default defineConfig(({ mode }) => {
  const capture = mode === "capture";
  return {
    plugins: [react()],
    define: capture ? { "process.env.NODE_ENV": '"production"' } : {},
    resolve: {
      alias: capture
        ? [
            { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
            { find: /^react-dom\/client$/, replacement: "preact/compat/client" },
            { find: /^react(-dom)?$/, replacement: "preact/compat" },
          ]
        : [],
    },
    build: {
      // A font or picture inlined as data: would be refused by the content security policy.
      assetsInlineLimit: 0,
      emptyOutDir: !capture,
      copyPublicDir: !capture,
      rolldownOptions: { input: capture ? "captura.html" : "index.html" },
    },
    server: { proxy: { "/api": process.env.CONTAPICS_URL ?? "http://127.0.0.1:8080" } },
    test: {
      environment: "node",
      include: ["src/**/*.test.{ts,tsx}"],
      // As in the browser, where the package's field `browser` says so.
      alias: { "tus-js-client": "tus-js-client/lib.esm/browser/index.js" },
      server: { deps: { inline: ["tus-js-client"] } },
    },
  };
});
