// The office's own pages and their dialogs, in both themes and sizes: no violation of axe's rules.
import { after, before, test } from "node:test";
import { company, leave, loggedIn, server } from "./browser.mjs";
import { checkPage } from "./axe.mjs";

let installation, browser, context, page;

before(async () => {
  installation = await server();
  // axe is put into the page by the tests, which the page's own policy rightly forbids.
  ({ browser, context, page } = await loggedIn(installation, {
    bypassCSP: true,
    reducedMotion: "reduce",
  }));
  await company(context, installation);
});

after(async () => await leave({ context, browser, installation }));

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

test("accounting programs", async () => {
  await open("/programe", () => first("sink"));
  await checkPage(page, "programe");
  await first("sink-change").click();
  for (const kind of ["winmentor", "roa"]) {
    await page.getByTestId("sink-kind").selectOption(kind);
    await checkPage(page, `program-${kind}`);
  }
  await page.getByTestId("sink-kind").selectOption("csv");
  await page.getByTestId("sink-destination").selectOption("s3");
  await page.getByTestId("sink-test").click();
  await page
    .locator(".hint-bad, [data-testid=sink-findings] .banner")
    .first()
    .waitFor();
  await checkPage(page, "program-s3");
  await page.keyboard.press("Escape");
  await first("sink-rehearse").click();
  await page.getByRole("dialog").waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await checkPage(page, "repetitie");
});

test("vehicles", async () => {
  await open("/masini", () => page.getByTestId("vehicle-add"));
  await checkPage(page, "masini");
  await page.getByTestId("vehicle-add").click();
  await page.getByTestId("form-submit").click();
  await page.getByText("Scrie numărul").waitFor();
  await checkPage(page, "masina");
});

test("suppliers", async () => {
  await open("/furnizori", () => page.getByTestId("supplier-look"));
  await checkPage(page, "furnizori");
  await page.getByTestId("supplier-cui").fill("RO 11201891");
  await page.getByTestId("supplier-look").click();
  await page.locator("[data-testid=supplier][data-status]").waitFor();
  await page.getByTestId("account").click();
  await page.getByRole("option").first().waitFor();
  await checkPage(page, "furnizor");
});

test("exchange rates", async () => {
  await open("/cursuri", () => page.getByTestId("rate-set"));
  await checkPage(page, "cursuri");
  await page.getByTestId("rate-set").click();
  await page.getByTestId("form-submit").click();
  await page.getByText("Scrie un curs, de").waitFor();
  await checkPage(page, "curs");
});

test("the team", async () => {
  await open("/echipa", () => first("user"));
  await checkPage(page, "echipa");
  await page.getByTestId("user-add").click();
  await page.getByTestId("role-ROLE_CLIENT").check();
  await page.getByTestId("form-submit").click();
  await page.getByText("Scrie o adresă").waitFor();
  await checkPage(page, "om");
  await page.getByTestId("user-email").fill(`ax.${Date.now()}@firma.example`);
  await page.getByTestId("role-ROLE_VIEWER").check();
  await page.getByTestId("form-submit").click();
  await page.getByTestId("password-noted").click();
  await page.getByTestId("user-reset").first().click();
  await page.getByTestId("user-reset-confirm").click();
  await page.getByTestId("first-password").waitFor();
  await checkPage(page, "parola-noua");
  await page.getByTestId("password-noted").click();
  await checkPage(page, "echipa-parola");
});
