// Reviewing by keyboard alone: no pointer is used in this file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  capture,
  company,
  drawReceipt,
  leaveDialog,
  logIn,
  opened,
  profile,
  READING,
  server,
  until,
  untilSent,
} from "./browser.mjs";

let installation, browser, context, page;
const made = [];

before(async () => {
  installation = await server();
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  await logIn(page, installation);
  await company(context, installation);
  for (const number of ["7001", "7002", "7003"]) {
    made.push(
      await capture(
        page,
        installation,
        await drawReceipt(page, `${number}${Date.now() % 1000}`),
      ),
    );
    // The page that opens for the next one would cut this one off, and the list shows them as they arrived.
    await untilSent(page);
  }
  for (const id of made) {
    await page
      .locator(`[data-document-id="${id}"][data-state=REVIEW]`)
      .waitFor(READING);
  }
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

async function press(...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until this document is the one that keys work on. */
async function untilOpen(id, what) {
  await until(async () => (await opened(page)) === id, what);
}

test("j and Enter open a document from the list", async () => {
  await page.goto(`${installation.url}/documente?state=REVIEW`);
  await page.getByTestId("doc-row").first().waitFor();
  await press("j", "Enter");
  await page.getByTestId("field-total").waitFor();
  await untilOpen(made[2], "the latest document is open");
});

test("j and k go to the next document and back", async () => {
  await press("j");
  await untilOpen(made[1], "the next document is open");
  await press("k");
  await untilOpen(made[2], "the first document is open again");
  await page.getByTestId("field-total").waitFor();
});

test("? shows all keys, and Escape closes them", async () => {
  await press("?");
  await page.getByRole("dialog").waitFor();
  assert.match(
    await page.getByRole("dialog").innerText(),
    /aprobă și treci la următorul/,
  );
  await leaveDialog(page);
});

test("letters typed into a field are no commands", async () => {
  await page.getByTestId("field-series").focus();
  await page.keyboard.type("jark");
  assert.equal(await page.getByTestId("field-series").inputValue(), "jark");
  await press("Escape");
  assert.equal(await page.getByTestId("field-series").inputValue(), "");
  assert.equal(await opened(page), made[2]);
});

test("a correction, then a: approved and on to the next", async () => {
  await page.getByTestId("field-number").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("815");
  await press("Control+Enter");
  await untilOpen(made[1], "the next document is open");
  const first = await (
    await context.request.get(`${installation.url}/api/v1/documents/${made[2]}`)
  ).json();
  assert.equal(first.extraction.number, "815");
  assert.match(first.state, /APPROVED|POSTED/);
});

test("r asks for the reason, and the next key strokes give it", async () => {
  await page.getByTestId("field-total").waitFor();
  await press("r");
  await page.locator("[data-testid=reject-reason]:focus").waitFor();
  await page.keyboard.type("Bonul este tăiat.");
  await press("Tab", "Tab", "Enter");
  await page.locator("main[data-state=REJECTED]").waitFor();
  await page.getByText("Bonul este tăiat.").first().waitFor();
});

test("a approves the last one and goes on", async () => {
  await page.goto(`${installation.url}/documente/${made[0]}?state=REVIEW`);
  await untilOpen(made[0], "the document is open");
  await press("a");
  await page
    .locator(`main[data-document-id="${made[0]}"]`)
    .waitFor({ state: "detached" });
  const last = await (
    await context.request.get(`${installation.url}/api/v1/documents/${made[0]}`)
  ).json();
  assert.match(last.state, /APPROVED|POSTED/);
});
