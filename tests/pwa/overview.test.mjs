// The office at a glance: figures, charts, and where each number leads.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leave, loggedIn, madeUp } from "./browser.mjs";

let installation, browser, context, page, heard;

before(async () => {
  installation = await madeUp();
  ({ browser, context, page, heard } = await loggedIn(installation));
});

after(async () => await leave({ context, browser, installation }));

async function statistics() {
  return await (
    await context.request.get(`${installation.url}/api/v1/documents:statistics`)
  ).json();
}

test("the list leads to the overview, and its figures are the server's", async () => {
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("overview-link").click();
  await page.getByTestId("figure-waiting").waitFor();
  const { ageing } = await statistics();
  const waiting = ageing.reduce(
    (sum, one) =>
      sum + one.days_0_1 + one.days_2_3 + one.days_4_7 + one.days_8_up,
    0,
  );
  assert.equal(
    await page.getByTestId("figure-waiting").innerText(),
    String(waiting),
  );
  await page.locator("svg .line path").nth(1).waitFor({ state: "attached" });
  assert.equal(await page.locator("svg .line path").count(), 2);
  assert.ok((await page.locator("svg .bar").count()) >= 36);
});

test("each chart says the same as a table", async () => {
  const { months } = await statistics();
  const latest = months.at(-1).month;
  const received = months
    .filter((one) => one.month === latest)
    .reduce((sum, one) => sum + one.received, 0);
  await page.getByText("Ca tabel").first().click();
  assert.equal(
    await page.getByTestId("count-received").first().innerText(),
    String(received),
  );
  assert.equal(
    await page
      .locator("svg:not([aria-hidden=true], [aria-hidden=true] *)")
      .count(),
    0,
  );
});

test("a number leads to the list of what it counts", async () => {
  await page.getByTestId("age-days_8_up").click();
  await page.waitForURL(/\/documente\?.*open=yes/);
  await page.getByText("În așteptare").first().waitFor();
  await page.goBack();
  await page.locator("svg .bar-posted").last().click();
  await page.waitForURL(/state=POSTED.*from=\d{4}-\d\d-01/);
});

test("no policy was broken by the charts", () => assert.deepEqual(heard, []));
