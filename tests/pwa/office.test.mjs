// An office at work: a setting, a month that closes, a program, a report against its notes, a storno.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  capture,
  company,
  complaints,
  drawReceipt,
  logIn,
  profile,
  READING,
  server,
  until,
} from "./browser.mjs";

let installation, browser, context, page, heard, client, document, month;

before(async () => {
  installation = await server();
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  heard = complaints(page);
  await logIn(page, installation);
  await company(context, installation);
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

async function ask(path) {
  const answer = await context.request.get(`${installation.url}/api/v1${path}`);
  return await answer.json();
}

async function open(path) {
  await page.goto(installation.url + path);
}

const bani = (text) => Math.round(Number(text) * 100);
/** Bani of an amount as the page shows it: `1.234,50`. */
const shownBani = (text) =>
  bani(text.replace(/\./g, "").replace(",", ".").replace("–", "0"));

test("a setting that is changed holds at once and stands in the history", async () => {
  // Another amount each time, so that this change is told from those before it.
  const lei = 4_000 + (Date.now() % 900);
  const shown = `${String(lei).replace(/(\d)(\d{3})$/, "$1.$2")},00 lei`;
  await open("/setari");
  const row = page.locator("[data-key=cash_to_one_supplier]");
  await row.getByTestId("setting-change").click();
  await page.getByTestId("setting-new-value").fill("mult");
  await page.getByTestId("form-submit").click();
  await page.getByText("Scrie o sumă în lei").waitFor();
  await page.getByTestId("setting-new-value").fill(String(lei));
  await page.getByTestId("form-submit").click();
  await row.getByText(shown).waitFor();
  await row.getByText("Ales de cabinet").waitFor();
  await page.getByTestId("settings-history").click();
  const latest = page.getByTestId("setting-change-entry").first();
  await latest.waitFor();
  assert.ok((await latest.innerText()).includes(shown));
  assert.ok((await latest.innerText()).includes(installation.email));
  await page.keyboard.press("Escape");
});

test("an account that the chart lacks is refused at its field", async () => {
  await open("/setari");
  await page
    .locator("[data-key=default_expense]")
    .getByTestId("setting-change")
    .click();
  await page.getByTestId("account").fill("9999");
  await page.keyboard.press("Escape");
  await page.getByTestId("form-submit").click();
  await page.locator(".hint-bad").waitFor();
  assert.equal(
    await page.getByTestId("account").getAttribute("aria-invalid"),
    "true",
  );
});

test("a program is tested before it is chosen, and rehearsed after", async () => {
  await open("/programe");
  const office = page.getByTestId("sink").first();
  await office.getByTestId("sink-change").click();
  await page.getByTestId("sink-kind").selectOption("saga");
  await page.getByTestId("sink-test").click();
  await page.getByText("Legătura este bună.").waitFor();
  // The other tests' notes go to CSV files.
  await page.getByTestId("sink-kind").selectOption("csv");
  await page.getByTestId("form-submit").click();
  await page.locator("[data-testid=sink][data-kind=csv]").first().waitFor();
  const { sinks } = await ask("/sinks");
  assert.equal(sinks.find((one) => !one.client_id).kind, "csv");
});

test("nothing is approved into a month that is closed", async () => {
  document = await capture(
    page,
    installation,
    await drawReceipt(page, `of${Date.now() % 100_000}`),
  );
  await page
    .locator(`[data-document-id="${document}"][data-state=REVIEW]`)
    .waitFor(READING);
  const stored = await ask(`/documents/${document}`);
  const { clients } = await ask("/clients");
  client = clients.find((one) => one.id === stored.client_id);
  month = stored.extraction.issue_date.slice(0, 7);
  await open(`/perioade?year=${month.slice(0, 4)}`);
  await turnMonth(async () => undefined, "closed");
  await page.goto(`${installation.url}/documente/${document}?state=REVIEW`);
  await page.getByTestId("month-closed").waitFor();
  for (const button of ["approve", "approve-next"])
    assert.ok(await page.getByTestId(button).isDisabled());
  await page.locator("main").focus();
  await page.keyboard.press("a");
  await page.locator(".toast").getByText("este închisă").waitFor();
  assert.equal((await ask(`/documents/${document}`)).state, "REVIEW");
  await page.goto(`${installation.url}/documente?state=REVIEW`);
  const row = page.locator(`.doc-row[data-document-id="${document}"]`);
  await row.getByTestId("tick").check();
  await page.getByTestId("approve-selected").click();
  await page
    .getByTestId("bulk-refused")
    .getByText(/este închisă/)
    .waitFor();
  await page.keyboard.press("Escape");
  await open(`/perioade?year=${month.slice(0, 4)}`);
  // A program that asks the documents alone is refused by the books, and the document is back with the reason.
  assert.equal((await approve()).status(), 200);
  await until(
    async () =>
      (await ask(`/documents/${document}`)).problem?.reason === "period_closed",
    "the approval is refused",
    60_000,
  );
  assert.equal((await ask(`/documents/${document}`)).state, "REVIEW");
});

/** The month's button of the document's company, pressed and confirmed. */
async function turnMonth(fill, becomes) {
  const button = page
    .getByTestId("company-months")
    .filter({ hasText: client.name })
    .locator(`[data-month="${month}"]`);
  await button.click();
  await page.getByRole("dialog").waitFor();
  await fill();
  await page.getByTestId("form-submit").click();
  await until(
    async () =>
      ((await button.getAttribute("data-state")) === "closed") ===
      (becomes === "closed"),
    `the month is ${becomes}`,
  );
}

async function approve() {
  const { revision } = await ask(`/documents/${document}`);
  return await context.request.post(
    `${installation.url}/api/v1/documents/${document}:approve`,
    { data: { revision } },
  );
}

test("a month is reopened with a reason, and the document is booked", async () => {
  await turnMonth(async () => {
    await page.getByTestId("form-submit").click();
    await page.getByText("Scrie de ce se redeschide").waitFor();
    await page.getByTestId("reopen-reason").fill("Bon găsit după închidere");
  }, "open");
  assert.equal((await approve()).status(), 200);
  await until(
    async () => (await ask(`/documents/${document}`)).state === "POSTED",
    "the document is booked",
    60_000,
  );
});

/** What the company's notes of the month move, in bani: the sum over all lines of what is in the books. */
async function moved() {
  const { notes } = await ask(`/notes?client_id=${client.id}&page_size=200`);
  return notes
    .filter((note) => note.state === "POSTED" && note.date.startsWith(month))
    .flatMap((note) => note.lines)
    .reduce((sum, line) => sum + bani(line.amount), 0);
}

async function turnover() {
  await open(
    `/rapoarte?report=trial-balance&client=${client.id}&from=${month}`,
  );
  const total = page.locator("[data-testid=report-totals] [data-column=debit]");
  await total.waitFor();
  return shownBani(await total.innerText());
}

test("the trial balance is what the notes say", async () => {
  assert.equal(await turnover(), await moved());
});

test("a row of the journal leads to the document's note, whose storno takes it back", async () => {
  await open(`/rapoarte?client=${client.id}&from=${month}`);
  const row = page.locator(
    `[data-testid=report-row][data-document-id="${document}"]`,
  );
  await row.getByRole("button").click();
  await page.getByTestId("booked-line").first().waitFor();
  await page.getByTestId("storno").click();
  await page.getByTestId("form-submit").click();
  await page.getByText("Scrie de ce se stornează").waitFor();
  await page.getByTestId("storno-reason").fill("Contul era altul");
  await page.getByTestId("form-submit").click();
  await until(
    async () =>
      (await page.locator("[data-testid=note][data-state=POSTED]").count()) ===
      2,
    "the storno is in the books",
    60_000,
  );
  const totals = await page.getByTestId("note-total").allInnerTexts();
  assert.equal(
    totals.reduce((sum, text) => sum + shownBani(text), 0),
    0,
  );
  await page.getByTestId("storno").waitFor({ state: "detached" });
  await until(
    async () => (await ask(`/documents/${document}`)).state === "REVIEW",
    "the document is back in review",
  );
  assert.equal(await turnover(), await moved());
});

test("a report is downloaded as every file that it offers", async () => {
  await open(`/rapoarte?client=${client.id}&from=${month}`);
  const links = page.locator("[data-testid^=download-]");
  await links.first().waitFor();
  assert.ok((await links.count()) >= 2);
  if (!installation.isReal) return;
  for (const link of await links.all()) {
    const file = await context.request.get(
      installation.url + (await link.getAttribute("href")),
    );
    assert.equal(file.status(), 200);
    assert.ok((await file.body()).length > 100);
  }
});

test("somebody who is added gets a password once, and can be shut out again", async () => {
  const email = `om.${Date.now()}@cabinet.example`;
  await open("/echipa");
  await page.getByTestId("user-add").click();
  await page.getByTestId("user-email").fill(email);
  await page.getByTestId("role-ROLE_VIEWER").check();
  await page.getByTestId("form-submit").click();
  const password = await page.getByTestId("first-password").innerText();
  await page.getByTestId("password-noted").click();
  await page.getByText(password).waitFor({ state: "detached" });
  const row = page.getByTestId("user").filter({ hasText: email });
  await row.getByTestId("user-turn").click();
  await page.getByTestId("user-turn-confirm").click();
  await row.and(page.locator("[data-active=false]")).waitFor();
});

test("who lost the password gets another one, the old one is over, and it is told who gave it", async () => {
  const email = `uita.${Date.now()}@cabinet.example`;
  await open("/echipa");
  await page.getByTestId("user-add").click();
  await page.getByTestId("user-email").fill(email);
  await page.getByTestId("role-ROLE_VIEWER").check();
  await page.getByTestId("form-submit").click();
  const first = await page.getByTestId("first-password").innerText();
  await page.getByTestId("password-noted").click();
  const row = page.getByTestId("user").filter({ hasText: email });
  await row.getByTestId("user-reset").click();
  await page.getByTestId("user-reset-confirm").click();
  const second = await page.getByTestId("first-password").innerText();
  assert.notEqual(second, first);
  await page.getByTestId("password-noted").click();
  await page.getByText(second).waitFor({ state: "detached" });
  await row.getByTestId("user-reset-by").waitFor();
  if (!installation.isReal) return;
  const tried = await Promise.all(
    [first, second].map(async (password) => {
      const data = { email, password };
      const address = `${installation.url}/api/v1/sessions`;
      const answer = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(data),
      });
      return answer.ok;
    }),
  );
  assert.deepEqual(tried, [false, true]);
});

test("no page broke the content security policy or threw an error", () => {
  assert.deepEqual(heard, []);
});
