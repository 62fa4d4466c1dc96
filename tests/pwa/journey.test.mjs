// The main job in the browser: from the login to the note.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  capture,
  company,
  complaints,
  drawReceipt,
  profile,
  READING,
  server,
  until,
} from "./browser.mjs";

let installation, browser, context, page, heard, document;

before(async () => {
  installation = await server();
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  heard = complaints(page);
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

test("a wrong password is answered with a sentence and lets nobody in", async () => {
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("login-email").fill(installation.email);
  await page.getByTestId("login-password").fill("nu-este-parola");
  await page.getByTestId("login-submit").click();
  await page.getByTestId("login-problem").waitFor();
  assert.match(await page.getByTestId("login-problem").innerText(), /parola/i);
  assert.match(page.url(), /\/intra/);
});

test("the right password leads to the page that was asked for", async () => {
  await page.getByTestId("login-password").fill(installation.password);
  await page.getByTestId("login-submit").click();
  await page.waitForURL(/\/documente$/);
  await company(context, installation);
});

test("a photographed receipt is sent at once and its state changes live", async () => {
  document = await capture(
    page,
    installation,
    await drawReceipt(page, String(Date.now() % 10_000)),
  );
  const item = page.locator(
    `[data-testid=capture-item][data-document-id="${document}"]`,
  );
  await until(
    async () => (await page.getByTestId("queue-count").innerText()) === "0",
    "nothing is left to send",
  );
  await item.and(page.locator("[data-state=REVIEW]")).waitFor(READING);
});

test("the server has the same bytes as the phone had", async () => {
  const stored = await (
    await context.request.get(
      `${installation.url}/api/v1/documents/${document}`,
    )
  ).json();
  const content = await (
    await context.request.get(
      `${installation.url}/api/v1/documents/${document}/content`,
    )
  ).body();
  assert.equal(content.length, stored.size);
});

test("the list shows the document, and a click opens it beside its picture", async () => {
  await page.goto(`${installation.url}/documente`);
  const row = page.locator(
    `[data-testid=doc-row][data-document-id="${document}"]`,
  );
  await row.click();
  await page.waitForURL(new RegExp(`/documente/${document}`));
  await page.getByTestId("field-total").waitFor();
  await until(
    async () =>
      await page
        .locator(".picture-page img")
        .evaluate((image) => image.naturalWidth > 0),
    "the picture is drawn",
  );
});

test("the focused field is boxed on the picture", async () => {
  await page.getByTestId("field-total").focus();
  await page.locator("polygon.box-active").waitFor({ state: "attached" });
  assert.equal(
    await page.locator("polygon.box-active").getAttribute("data-box"),
    "total",
  );
});

test("an amount that can't be understood is refused in words and not sent", async () => {
  const total = page.getByTestId("field-total");
  const before = await total.inputValue();
  await total.fill("multi bani");
  await total.press("Enter");
  await page.getByText("Scrie o sumă").waitFor();
  await total.press("Escape");
  assert.equal(await total.inputValue(), before);
});

test("a corrected field is saved, checked again, and the note follows it", async () => {
  const number = page.getByTestId("field-number");
  const saved = page.waitForResponse(
    (response) =>
      response.url().includes("/extraction") &&
      response.request().method() === "PATCH",
  );
  await number.fill("4711");
  await number.press("Enter");
  assert.equal((await saved).status(), 200);
  await page.reload();
  await page.getByTestId("field-number").waitFor();
  assert.equal(await page.getByTestId("field-number").inputValue(), "4711");
  await page.getByTestId("note-line").first().waitFor();
});

test("an approved document is booked, and its note balances to the total", async () => {
  const total = await page.getByTestId("field-total").inputValue();
  await page.getByTestId("approve").click();
  await page.locator("main[data-state=POSTED]").waitFor({ timeout: 60_000 });
  await page
    .getByTestId("note-state")
    .and(page.getByText("Înregistrată"))
    .waitFor();
  const { notes } = await (
    await context.request.get(
      `${installation.url}/api/v1/notes?document_id=${document}`,
    )
  ).json();
  assert.equal(notes.length, 1);
  const owed = notes[0].lines
    .filter((line) => line.credit === "401")
    .reduce((sum, line) => sum + Number(line.amount) * 100, 0);
  assert.equal(Math.round(owed), Math.round(Number(total) * 100));
  assert.equal(
    await page.getByTestId("note-line").count(),
    notes[0].lines.length,
  );
});

test("the history names the correction", async () => {
  await page.getByText("Istoric de corecturi").click();
  await page.getByText("4711").first().waitFor();
});

test("a booked document can't be changed any more", async () => {
  assert.equal(
    await page.getByTestId("field-total").getAttribute("readonly"),
    "",
  );
  assert.equal(await page.getByTestId("approve").count(), 0);
});

test("logging out closes the pages", async () => {
  await page.getByRole("button", { name: "Contul meu" }).click();
  await page.getByRole("button", { name: "Ieși din cont" }).click();
  await page.getByTestId("login-email").waitFor();
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("login-email").waitFor();
});

test("no page broke the content security policy or threw an error", () => {
  assert.deepEqual(heard, []);
});
