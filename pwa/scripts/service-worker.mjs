// Writes dist/sw.js: the app's shell is there without a network, by Workbox; and dist/sw-capture.js, our own part of
// the service worker, which it loads. Data and uploads never pass through the shell's part.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { generateSW } from "workbox-build";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = here("../dist/");

await build({
  configFile: false,
  root: here(".."),
  logLevel: "warn",
  define: { "process.env.NODE_ENV": '"production"' },
  resolve: { alias: [{ find: /.*\/picture\/inspect$/, replacement: here("../src/picture/inspectHere.ts") }] },
  build: {
    outDir: dist,
    emptyOutDir: false,
    copyPublicDir: false,
    lib: {
      entry: here("../src/sync/serviceWorker.ts"),
      formats: ["iife"],
      name: "capture",
      fileName: () => "sw-capture.js",
    },
  },
});
// The address changes with the content, so that no cache holds an old part beside a new shell.
const own = createHash("sha256")
  .update(await readFile(`${dist}sw-capture.js`))
  .digest("hex");

const { count, size, warnings } = await generateSW({
  globDirectory: dist,
  globPatterns: [
    "*.html",
    "theme.js",
    "manifest.webmanifest",
    "icons/icon.svg",
    "icons/icon-192.png",
    "assets/*",
  ],
  swDest: `${dist}sw.js`,
  importScripts: [`/sw-capture.js?${own.slice(0, 16)}`],
  // The page asks before a new version takes over; see UpdateNotice.
  skipWaiting: false,
  clientsClaim: true,
  cleanupOutdatedCaches: true,
  inlineWorkboxRuntime: true,
  sourcemap: false,
  // Names of built files carry their hash.
  dontCacheBustURLsMatching: /assets\//,
  navigateFallback: "/index.html",
  navigateFallbackDenylist: [/^\/api\//, /^\/captura(\.html)?(\?|$)/, /^\/(healthz|readyz|metrics|docs)/],
  runtimeCaching: [
    {
      urlPattern: ({ request, url }) => request.mode === "navigate" && url.pathname === "/captura",
      handler: async ({ request }) =>
        (await caches.match("/captura.html", { ignoreSearch: true })) ?? fetch(request),
    },
  ],
});
for (const warning of warnings) console.warn(warning);
console.log(`sw.js: ${count} files, ${(size / 1024).toFixed(0)} KiB for use without a network`);
