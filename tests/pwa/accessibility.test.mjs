// Every page, in both themes and sizes: no violation of axe's rules. With SCREENSHOTS set, a picture of each.
import { after, before, test } from "node:test";
import {
  capture,
  company,
  drawReceipt,
  leaveDialog,
  logIn,
  profile,
  READING,
  server,
} from "./browser.mjs";
import { checkPage } from "./axe.mjs";

let installation, browser, context, page, document;

before(async () => {
  installation = await server();
  browser = await profile();
  // axe is put into the page by the tests, which the page's own policy rightly forbids.
  context = await browser.open({ bypassCSP: true, reducedMotion: "reduce" });
  page = await context.newPage();
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

const check = async (name) => await checkPage(page, name);

test("login", async () => {
  await page.goto(`${installation.url}/intra`);
  await page.getByTestId("login-submit").click();
  await page.getByTestId("login-problem").waitFor();
  await check("intra");
});

test("capture", async () => {
  await logIn(page, installation);
  await company(context, installation);
  document = await capture(
    page,
    installation,
    await drawReceipt(page, `ax${Date.now() % 100_000}`),
  );
  await page
    .locator(`[data-document-id="${document}"][data-state=REVIEW]`)
    .waitFor(READING);
  await check("captura");
  await page.getByRole("button", { name: "Contul meu" }).click();
  await check("cont");
});

test("work list", async () => {
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("doc-row").first().waitFor();
  await check("documente");
});

test("approving many", async () => {
  await page.getByTestId("tick").first().click();
  await check("alese");
  await page.getByTestId("approve-clean").click();
  await page.getByTestId("bulk-count").waitFor();
  await check("fara-probleme");
});

test("the office at a glance", async () => {
  await page.goto(`${installation.url}/acasa`);
  await page.getByTestId("figure-waiting").waitFor();
  await page.getByText("Ca tabel").first().click();
  await check("acasa");
});

test("an empty work list", async () => {
  await page.goto(`${installation.url}/documente?q=nimic-nu-se-cheama-asa`);
  await page.getByText("Niciun document aici").waitFor();
  await check("documente-gol");
});

test("review", async () => {
  await page.goto(`${installation.url}/documente/${document}`);
  await page.getByTestId("note-line").first().waitFor();
  await page.getByTestId("field-total").focus();
  await check("document");
});

test("a menu, and the dialogs of a document", async () => {
  await page.locator("main").focus();
  await page.keyboard.press("n");
  await page.getByTestId("chooser-item").first().waitFor();
  await check("cont-contabil");
  await leaveDialog(page);
  await page.keyboard.press("m");
  await page.getByRole("dialog").waitFor();
  await check("uneste");
  await leaveDialog(page);
  await page.keyboard.press("t");
  await page.getByTestId("cut-confirm").and(page.locator(":enabled")).waitFor();
  await check("taie");
  await leaveDialog(page);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await check("taste");
  await leaveDialog(page);
});

test("rejecting", async () => {
  await page.getByTestId("reject").click();
  await page.getByRole("dialog").waitFor();
  await check("respinge");
});

test("companies", async () => {
  await page.goto(`${installation.url}/clienti`);
  await page.getByTestId("client-row").first().waitFor();
  await check("clienti");
  await page.getByTestId("client-add").click();
  await page.getByTestId("client-save").click();
  await check("client");
});

test("journal", async () => {
  await page.goto(`${installation.url}/jurnal`);
  await page.getByRole("heading", { name: /^Jurnal/ }).waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await check("jurnal");
});

test("password", async () => {
  await page.goto(`${installation.url}/parola`);
  await page.getByRole("button", { name: "Schimbă parola" }).last().click();
  await check("parola");
});

test("a page that is not there", async () => {
  await page.goto(`${installation.url}/nu-exista`);
  await page.getByText("Pagina nu există").waitFor();
  await check("404");
});
