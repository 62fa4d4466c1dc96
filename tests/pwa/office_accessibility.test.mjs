// The office's own pages and their dialogs, in both themes and sizes: no violation of axe's rules.
import { after, before, test } from "node:test";
import { company, logIn, profile, server } from "./browser.mjs";
import { checkPage } from "./axe.mjs";

let installation, browser, context, page;

before(async () => {
  installation = await server();
  browser = await profile();
  // axe is put into the page by the tests, which the page's own policy rightly forbids.
  context = await browser.open({ bypassCSP: true, reducedMotion: "reduce" });
  page = await context.newPage();
  await logIn(page, installation);
  await company(context, installation);
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

/** Opens a page, makes sure that it is there, and holds it to the rules. */
async function open(path, shown) {
  await page.goto(installation.url + path);
  await shown().waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
}

const first = (name) => page.getByTestId(name).first();

test("the office's menu", async () => {
  await open("/clienti", () => first("client-row"));
  await page.getByTestId("office-menu").click();
  await checkPage(page, "cabinet");
});

test("settings", async () => {
  await open("/setari", () => first("setting"));
  await checkPage(page, "setari");
  await page.locator("[data-key=card]").getByTestId("setting-change").click();
  await page.getByRole("dialog").waitFor();
  await checkPage(page, "setare");
  await page.keyboard.press("Escape");
  await page.getByTestId("settings-history").click();
  await page.getByRole("dialog").waitFor();
  await checkPage(page, "setari-istoric");
});

test("periods", async () => {
  await open("/perioade", () => first("month"));
  await checkPage(page, "perioade");
  await first("month").click();
  await page.getByRole("dialog").waitFor();
  await checkPage(page, "perioada");
});

test("reports", async () => {
  await open("/rapoarte", () => page.getByRole("heading", { level: 1 }));
  await checkPage(page, "rapoarte");
  await page.goto(`${installation.url}/rapoarte?report=supplier-statement`);
  await page.getByText("Ce furnizor?").waitFor();
  await checkPage(page, "rapoarte-furnizor");
});
