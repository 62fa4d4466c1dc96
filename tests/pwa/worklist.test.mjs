// A work list of ten thousand documents stays light. Only against the stand-in: no installation has so many at hand.
import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { after, before, test } from "node:test";
import { leave, loggedIn, madeUp, until } from "./browser.mjs";

const DOCUMENTS = 10_000;
const PAGE = 100;
/** At most one frame in twenty takes longer than the first, none longer than the second: with a core for the page. */
const SLOW_MS = 50;
const STALL_MS = 250;
/** Another program that wakes up spoils a measurement, none makes it better. */
const TRIES = 3;
/** A hard throw of the wheel at each frame. */
const STEP_PX = 600;

let installation, browser, context, page;

before(async () => {
  installation = await madeUp({ documents: DOCUMENTS });
  ({ browser, context, page } = await loggedIn(installation));
  await page.getByTestId("doc-row").first().waitFor();
});

after(async () => await leave({ context, browser, installation }));

async function rows() {
  return await page
    .getByTestId("doc-row")
    .evaluateAll((all) => all.map((row) => Number(row.dataset.index)));
}

/** Scrolls to the end of the list: how long its frames took, in milliseconds, and the most rows that were there. */
async function throughAll() {
  return await page.evaluate(async (step) => {
    const frames = [];
    let most = 0;
    let before = performance.now();
    for (;;) {
      window.scrollBy(0, step);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      frames.push(now - before);
      before = now;
      const rows = document.querySelectorAll("[data-testid=doc-row]");
      most = Math.max(most, rows.length);
      const { scrollHeight } = document.documentElement;
      const isEnd = window.scrollY + window.innerHeight >= scrollHeight - 2;
      if (isEnd && !document.querySelector(".more")) break;
    }
    frames.sort((one, other) => one - other);
    const slow = frames[Math.floor(frames.length * 0.95)];
    return { slow, worst: frames.at(-1), most };
  }, STEP_PX);
}

/** After this long what the page knows is asked for again when it is looked at. */
const STALE_MS = 10_500;

/** How many want each core: their share is what the page has to wait. */
function crowd() {
  return Math.max(1, loadavg()[0] / availableParallelism());
}

test("ten thousand rows are scrolled to the end, smoothly, with only those in view in the page", async () => {
  let seen = { slow: Infinity, worst: Infinity };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    await page.goto(`${installation.url}/documente`);
    await page.getByTestId("doc-row").first().waitFor();
    const tokens = [];
    const note = (request) => {
      const token = /\/documents\?.*page_token=(\d+)/.exec(request.url())?.[1];
      if (token) tokens.push(Number(token));
    };
    page.on("request", note);
    const { slow, worst, most } = await throughAll();
    page.off("request", note);
    const pages = Array.from(
      { length: DOCUMENTS / PAGE },
      (_, at) => at * PAGE,
    );
    assert.deepEqual(tokens, pages.slice(1));
    await until(
      async () => Math.max(...(await rows())) === DOCUMENTS - 1,
      "the last row is in view",
    );
    assert.ok(most < 80, `${most} rows are in the page`);
    const share = crowd();
    console.log(
      `frames: 95 % within ${Math.round(slow)} ms, all within ${Math.round(worst)} ms, ${share.toFixed(1)} at each core`,
    );
    // Each for itself: what the page does comes back in every run, what another program does at that moment does not.
    seen = {
      slow: Math.min(seen.slow, slow / share),
      worst: Math.min(seen.worst, worst / share),
    };
    if (seen.slow <= SLOW_MS && seen.worst <= STALL_MS) break;
  }
  assert.ok(seen.slow <= SLOW_MS, `one frame in twenty takes ${seen.slow} ms`);
  assert.ok(seen.worst <= STALL_MS, `a frame takes ${seen.worst} ms`);
});

test("a change of one document shows in the long list without asking for all its pages again", async () => {
  await page.evaluate(() => window.scrollTo(0, 0));
  await until(
    async () => Math.min(...(await rows())) === 0,
    "the top of the list is in view",
  );
  const row = page.locator("[data-testid=doc-row][data-state=REVIEW]").first();
  const id = await row.getAttribute("data-document-id");
  let lists = 0;
  page.on("request", (request) => {
    if (/\/documents\?/.test(request.url())) lists += 1;
  });
  await context.request.post(
    `${installation.url}/api/v1/documents/${id}:reject`,
    { data: { reason: "Neclar." } },
  );
  await page
    .locator(`[data-document-id="${id}"][data-state=REJECTED]`)
    .waitFor();
  assert.equal(lists, 0);
});

test("a document of the long list is opened and left without asking for all its pages again", async () => {
  await new Promise((resolve) => setTimeout(resolve, STALE_MS));
  let lists = 0;
  page.on("request", (request) => {
    if (/\/documents\?.*page_size=100/.test(request.url())) lists += 1;
  });
  await page.getByTestId("doc-row").nth(3).locator("a").click();
  await page.getByTestId("field-total").waitFor();
  await page.keyboard.press("u");
  await page.getByTestId("doc-row").first().waitFor();
  assert.equal(lists, 0);
});
