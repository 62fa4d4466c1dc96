// What the phone offers and says beside the picture: the lamp, the code that the shop can still print, what is unsent.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import {
  capture,
  complaints,
  drawReceipt,
  logIn,
  madeUp,
  PHONE,
  profile,
  shellIsKept,
  unsent,
  untilSent,
} from "./browser.mjs";

const ASK = "Cere bonul cu CIF-ul firmei cât ești în magazin.";

let installation, browser, context, page, heard;
/** The buyer that the next receipts name. */
let buyer = {};

before(async () => {
  installation = await madeUp({
    asRead: (extraction) => ({ ...extraction, buyer, review_reasons: [] }),
  });
});

after(async () => await installation?.close());

beforeEach(async () => {
  browser = await profile();
  context = await browser.open({ viewport: PHONE });
  page = await context.newPage();
  heard = complaints(page);
  await logIn(page, installation);
  await page.goto(`${installation.url}/captura`);
  await shellIsKept(page);
});

afterEach(async () => {
  await context?.close();
  await browser?.remove();
  assert.deepEqual(heard, []);
});

/** Gives the browser's camera a lamp, or takes it away, and notes what is asked of it. */
async function withLamp(has) {
  await page.addInitScript((torch) => {
    window.asked = [];
    const { getCapabilities } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.getCapabilities = function () {
      return { ...getCapabilities.call(this), torch };
    };
    MediaStreamTrack.prototype.applyConstraints = async (wanted) =>
      void window.asked.push(wanted.advanced[0].torch);
  }, has);
  await page.goto(`${installation.url}/captura`);
  await page.getByTestId("open-camera").click();
  await page.locator("[data-testid=live-shutter]:enabled").waitFor();
}

test("the lamp of a camera is lit and put out", async () => {
  await withLamp(true);
  const lamp = page.getByRole("button", { name: "Lanternă" });
  assert.equal(await lamp.getAttribute("aria-pressed"), "false");
  await lamp.click();
  await lamp.and(page.locator("[aria-pressed=true]")).waitFor();
  await lamp.click();
  await lamp.and(page.locator("[aria-pressed=false]")).waitFor();
  assert.deepEqual(await page.evaluate(() => window.asked), [true, false]);
});

test("a camera without a lamp offers none", async () => {
  await withLamp(false);
  assert.equal(await page.getByTestId("live-torch").count(), 0);
});

async function captured(number) {
  const id = await capture(page, installation, await drawReceipt(page, number));
  const item = page.locator(`[data-document-id="${id}"]`);
  await item.and(page.locator("[data-state=REVIEW]")).waitFor();
  return item;
}

test("a receipt without the buyer's code is asked for again while one is in the shop", async () => {
  buyer = {};
  const item = await captured("n1");
  await item.getByText(ASK).waitFor();
  await item.locator("input[type=file]").setInputFiles({
    name: "cu_cif.png",
    mimeType: "image/png",
    buffer: await drawReceipt(page, "n2"),
  });
  await item.getByText("Înlocuit").waitFor();
  assert.equal(await item.getByText(ASK).count(), 0);
});

test("nothing is asked where the buyer is named, or where the company deducts no VAT", async () => {
  buyer = { cui: "18547290" };
  const named = await captured("n3");
  assert.equal(await named.getByTestId("buyer-missing").count(), 0);
  buyer = {};
  const { clients } = await (
    await context.request.get(`${installation.url}/api/v1/clients`)
  ).json();
  const exempt = clients.find(({ vat_payer }) => !vat_payer);
  await page.locator(".capture-client select").selectOption(exempt.id);
  const unnamed = await captured("n4");
  assert.equal(await unnamed.getByTestId("buyer-missing").count(), 0);
});

/** Presses "log out" and answers the warning; gives what it said. */
async function logOut(answer) {
  const said = new Promise((resolve) =>
    page.once("dialog", async (dialog) => {
      resolve(dialog.message());
      await dialog[answer]();
    }),
  );
  const button = page.getByRole("button", { name: "Ieși din cont" });
  // Who stayed finds the menu still open.
  if (!(await button.isVisible()))
    await page.getByRole("button", { name: "Contul meu" }).click();
  await button.click();
  return await said;
}

test("logging out with unsent captures warns, on every page, and loses nothing", async () => {
  await context.route("**/api/v1/uploads", (route) =>
    route.abort("internetdisconnected"),
  );
  await capture(page, installation, await drawReceipt(page, "n5"));
  assert.match(await logOut("dismiss"), /^Un document nu a fost trimis\./);
  assert.equal(await unsent(page), 1);
  await page.goto(`${installation.url}/documente`);
  assert.match(await logOut("dismiss"), /^Un document nu a fost trimis\./);
  await page.getByTestId("doc-row").first().waitFor();
  await logOut("accept");
  await page.getByTestId("login-email").waitFor();
  await context.unroute("**/api/v1/uploads");
  await logIn(page, installation);
  await page.goto(`${installation.url}/captura`);
  await untilSent(page);
});

test("logging out with nothing unsent asks nothing", async () => {
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  for (const path of ["/captura", "/documente"]) {
    await page.goto(installation.url + path);
    await page.getByRole("button", { name: "Contul meu" }).click();
    await page.getByRole("button", { name: "Ieși din cont" }).click();
    await page.getByTestId("login-email").waitFor();
    await logIn(page, installation);
  }
  assert.equal(asked, 0);
});
