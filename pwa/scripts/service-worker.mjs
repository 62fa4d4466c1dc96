// Writes dist/sw.js: the app's shell is there without a network. Data and uploads never pass through it.
import { generateSW } from "workbox-build";

const dist = new URL("../dist/", import.meta.url).pathname;

const { count, size, warnings } = await generateSW({
  globDirectory: decodeURIComponent(dist),
  globPatterns: [
    "*.html",
    "theme.js",
    "manifest.webmanifest",
    "icons/icon.svg",
    "icons/icon-192.png",
    "assets/*",
  ],
  swDest: `${decodeURIComponent(dist)}sw.js`,
  // The page asks before a new version takes over; see UpdateNotice.
  skipWaiting: false,
  clientsClaim: true,
  cleanupOutdatedCaches: true,
  inlineWorkboxRuntime: true,
  sourcemap: false,
  // Names of built files carry their hash.
  dontCacheBustURLsMatching: /assets\//,
  navigateFallback: "/index.html",
  navigateFallbackDenylist: [/^\/api\//, /^\/captura(\.html)?$/, /^\/(healthz|readyz|metrics|docs)/],
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
