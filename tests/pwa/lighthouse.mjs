// Lighthouse's marks of the pages that people meet first, on an emulated phone, and whether the app can be installed.
//   node tests/pwa/lighthouse.mjs [PATH…]
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { company, logIn, profile, server } from "./browser.mjs";

const require = createRequire(
  new URL("../../pwa/package.json", import.meta.url),
);

export const LEAST = {
  performance: 95,
  accessibility: 100,
  "best-practices": 100,
};
/** Another program that wakes up spoils a measurement, none makes it better: the best of so many counts. */
const TRIES = 3;

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A browser that Lighthouse can reach, with somebody logged in where a page needs it. */
async function opened(installation) {
  const port = await freePort();
  const browser = await profile();
  const context = await browser.open({
    args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
  });
  const page = await context.newPage();
  let isIn = false;
  return {
    port,
    page,
    async logIn() {
      if (isIn) return;
      isIn = true;
      await logIn(page, installation);
      await company(context, installation);
      await page.goto("about:blank");
    },
    async close() {
      await context.close();
      await browser.remove();
    },
  };
}

async function marksOf(url, port) {
  const lighthouse = (
    await import(pathToFileURL(require.resolve("lighthouse")))
  ).default;
  const { lhr } = await lighthouse(url, {
    port,
    logLevel: "error",
    output: "json",
    onlyCategories: Object.keys(LEAST),
    disableStorageReset: true,
  });
  const marks = Object.fromEntries(
    Object.entries(lhr.categories).map(([name, { score }]) => [
      name,
      Math.round((score ?? 0) * 100),
    ]),
  );
  const faults = Object.values(lhr.audits)
    .filter(
      ({ score, scoreDisplayMode }) =>
        scoreDisplayMode === "binary" && score === 0,
    )
    .map(({ id }) => id);
  return { marks, faults };
}

/** What is below the least, in words. */
export function shortOf({ marks, faults }, wanted = LEAST) {
  return Object.entries(wanted)
    .filter(([name, least]) => marks[name] < least)
    .map(
      ([name, least]) => `${name} ${marks[name]} < ${least} (${faults.join()})`,
    );
}

async function best(url, port) {
  let found;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await marksOf(url, port);
    if (!found || seen.marks.performance > found.marks.performance)
      found = seen;
    if (shortOf(found).length === 0) break;
  }
  return found;
}

/** The marks by path, /intra as a stranger sees it, and what keeps the app from being installed. */
export async function measure(paths = ["/intra", "/captura", "/documente"]) {
  const installation = await server();
  const browser = await opened(installation);
  const marks = {};
  try {
    for (const path of paths) {
      if (path !== "/intra") await browser.logIn();
      marks[path] = await best(`${installation.url}${path}`, browser.port);
    }
    await browser.page.goto(`${installation.url}/captura`);
    const session = await browser.page.context().newCDPSession(browser.page);
    const { installabilityErrors } = await session.send(
      "Page.getInstallabilityErrors",
    );
    return { marks, installability: installabilityErrors };
  } finally {
    await browser.close();
    await installation.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const paths = process.argv.slice(2);
  const { marks, installability } = await measure(
    paths.length > 0 ? paths : undefined,
  );
  for (const [path, seen] of Object.entries(marks)) {
    console.log(path, JSON.stringify(seen.marks), seen.faults.join(", "));
    if (shortOf(seen).length > 0) process.exitCode = 1;
  }
  console.log("installability:", JSON.stringify(installability));
  if (installability.length > 0) process.exitCode = 1;
}
