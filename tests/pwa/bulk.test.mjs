// Approving many at once, and views saved under a name.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leave, loggedIn, madeUp, until } from "./browser.mjs";

let installation, browser, context, page, heard, rest;

before(async () => {
  installation = await madeUp();
  ({ browser, context, page, heard, rest } = await loggedIn(installation));
  await page.goto(`${installation.url}/documente?state=REVIEW`);
  await page.getByTestId("doc-row").first().waitFor();
});

after(async () => await leave({ context, browser, installation }));

test("x ticks the row with the focus, X all up to it", async () => {
  for (const key of ["j", "x", "j", "j", "X"]) await page.keyboard.press(key);
  await page
    .getByTestId("selected-count")
    .getByText(/^3 documente/)
    .waitFor();
});

test("what was ticked is approved, and what changed meanwhile is named with its reason", async () => {
  const ids = await page
    .locator(".doc-row:has([data-testid=tick]:checked)")
    .evaluateAll((rows) => rows.map((row) => row.dataset.documentId));
  // The list is not told in time: the approval names what it saw.
  await page.route("**/api/v1/documents:approve", async (route) => {
    const { items } = route.request().postDataJSON();
    items[1].revision -= 1;
    await route.continue({ postData: JSON.stringify({ items }) });
  });
  await page.getByTestId("approve-selected").click();
  await page.getByTestId("bulk-refused").waitFor();
  assert.match(
    await page.getByTestId("bulk-approved").innerText(),
    /^2 documente/,
  );
  assert.match(
    await page.getByTestId("bulk-refused").innerText(),
    /schimbat între timp/,
  );
  await page.unroute("**/api/v1/documents:approve");
  await page.keyboard.press("Escape");
  const states = await Promise.all(
    ids.map(async (id) => (await rest(`/documents/${id}`)).state),
  );
  assert.equal(states.filter((one) => one === "REVIEW").length, 1);
});

test("those without problems are approved with two clicks, and no other", async () => {
  const before = (await rest("/documents?state=REVIEW&page_size=200"))
    .documents;
  const clean = before.filter(
    (one) =>
      !one.extraction.needs_review &&
      !one.duplicate_of &&
      one.possible_duplicates.length === 0,
  );
  await page.getByTestId("approve-clean").click();
  await page.getByTestId("bulk-count").getByText(`${clean.length} `).waitFor();
  await page.getByTestId("bulk-confirm").click();
  await page.getByTestId("bulk-approved").waitFor();
  const left = (await rest("/documents?state=REVIEW&page_size=200")).documents;
  assert.equal(left.length, before.length - clean.length);
  await page.keyboard.press("Escape");
});

test("a view is saved under a name and there again later", async () => {
  await page.getByTestId("filter-attention").selectOption("yes");
  await page.getByTestId("view-save").click();
  await page.getByTestId("view-name").fill("De văzut azi");
  await page.keyboard.press("Enter");
  await page.getByTestId("view").getByText("De văzut azi").waitFor();
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("view").click();
  await page.waitForURL(/attention=yes/);
  await until(
    async () =>
      (await page.getByTestId("filter-attention").inputValue()) === "yes",
    "the view's filters are set",
  );
  await page.getByTestId("doc-row").first().waitFor();
  await page
    .getByRole("button", { name: "Șterge vederea De văzut azi" })
    .click();
  await page.getByTestId("view").waitFor({ state: "detached" });
});

test("without an answer the list that is there stays, and says that it may be old", async () => {
  await page.getByTestId("doc-row").first().waitFor();
  await page.route("**/api/v1/documents?*", (route) => route.abort());
  await page.getByTestId("filter-attention").selectOption("");
  await page.getByTestId("filter-attention").selectOption("no");
  await page
    .getByText(/Serverul nu răspunde/)
    .first()
    .waitFor({ timeout: 30_000 });
  await page.unroute("**/api/v1/documents?*");
});

test("no policy was broken and no error thrown on the way", () =>
  assert.deepEqual(
    heard.filter((one) => !/ERR_FAILED/.test(one)),
    [],
  ));
