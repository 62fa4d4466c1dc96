// A work list of ten thousand documents stays light. Only against the stand-in: no installation has so many at hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { logIn, profile, madeUp, until } from "./browser.mjs";

const DOCUMENTS = 10_000;
let installation, browser, context, page;

before(async () => {
  installation = await madeUp({ documents: DOCUMENTS });
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  await logIn(page, installation);
  await page.getByTestId("doc-row").first().waitFor();
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

async function rows() {
  return await page
    .getByTestId("doc-row")
    .evaluateAll((all) => all.map((row) => Number(row.dataset.index)));
}

test("scrolling goes on for thousands of rows with only those in view in the page", async () => {
  let last = 0;
  await until(
    async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      last = Math.max(...(await rows()));
      return last > 2_000;
    },
    "two thousand rows were scrolled through",
    60_000,
  );
  assert.ok(
    (await rows()).length < 80,
    `${(await rows()).length} rows are in the page`,
  );
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
