// The picture beside the fields: words that fill them, boxes, pages. Against the stand-in, which knows every word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leave, loggedIn, madeUp, until } from "./browser.mjs";

let installation, browser, context, page, heard;

before(async () => {
  installation = await madeUp();
  ({ browser, context, page, heard } = await loggedIn(installation));
});

after(async () => await leave({ context, browser, installation }));

/** Opens a document of the list by its number and waits for its picture. */
async function open(at) {
  const { documents } = await (
    await context.request.get(`${installation.url}/api/v1/documents`)
  ).json();
  await page.goto(`${installation.url}/documente/${documents[at].id}`);
  await page.getByTestId("field-total").waitFor();
  await page.locator("[data-word]").first().waitFor({ state: "attached" });
  return documents[at];
}

async function clickWord(pattern, modifiers = []) {
  const words = page.locator("[data-word]");
  const texts = await words.evaluateAll((all) =>
    all.map((one) => one.dataset.word),
  );
  const at = texts.findIndex((text) => pattern.test(text));
  assert.notEqual(at, -1, `no word like ${pattern} among ${texts.join(", ")}`);
  await words.nth(at).click({ modifiers });
}

async function stored(id) {
  return (
    await (
      await context.request.get(`${installation.url}/api/v1/documents/${id}`)
    ).json()
  ).extraction;
}

test("a word on the picture fills the field that is written in, as its kind asks", async () => {
  const { id } = await open(0);
  await page.getByTestId("field-buyer.cui").focus();
  await clickWord(/^CIF/);
  assert.equal(
    await page.getByTestId("field-buyer.cui").inputValue(),
    "11201891",
  );
  await until(
    async () => (await stored(id)).buyer.cui === "11201891",
    "the code is stored",
  );
  await page.getByTestId("field-number").focus();
  await clickWord(/^BON FISCAL/);
  assert.equal(await page.getByTestId("field-number").inputValue(), "100");
});

test("the focus stays in the field, and its box moves to the word", async () => {
  await page.getByTestId("field-series").focus();
  await clickWord(/^DB4/);
  assert.equal(
    await page.getByTestId("field-series").inputValue(),
    "DB4000012345",
  );
  assert.equal(
    await page.evaluate(() => document.activeElement.dataset.field),
    "series",
  );
  await page.locator('polygon.box-active[data-box="series"]').waitFor({
    state: "attached",
  });
});

test("with Shift the word is put behind what stands there", async () => {
  const name = page.getByTestId("field-supplier.name");
  await name.focus();
  const before = await name.inputValue();
  await clickWord(/^DB4/, ["Shift"]);
  assert.equal(await name.inputValue(), `${before} DB4000012345`);
});

test("a word that is no amount leaves the amount as it was and says so", async () => {
  const total = page.getByTestId("field-total");
  await total.focus();
  const before = await total.inputValue();
  await clickWord(/^TOTAL LEI/);
  await page.getByText("nu se potrivește în acest câmp").waitFor();
  assert.equal(await total.inputValue(), before);
});

test("without a field a word leads to the field that was read there", async () => {
  await open(3);
  await clickWord(/^CIF/);
  await until(
    async () =>
      (await page.evaluate(() => document.activeElement.dataset.field)) ===
      "supplier.cui",
    "the field of the word has the focus",
  );
});

test("checks are made anew while one types", async () => {
  await open(1);
  await page.getByTestId("field-total").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1.00");
  await page
    .locator(".checks")
    .getByText(/≠ 1,00/)
    .waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".checks").waitFor({ state: "detached" });
});

test("keys zoom, turn and fit the picture, and f goes to the doubtful field", async () => {
  await open(3);
  const picture = page.locator(".picture-page");
  const width = async () => (await picture.boundingBox()).width;
  const before = await width();
  await page.keyboard.press("+");
  await until(async () => (await width()) > before * 1.2, "it is larger");
  await page.keyboard.press("0");
  await until(async () => Math.abs((await width()) - before) < 2, "it fits");
  await page.keyboard.press("o");
  await until(
    async () => (await picture.boundingBox()).height < before * 3,
    "it lies",
  );
  await page.keyboard.press("f");
  assert.match(
    await page.evaluate(() => document.activeElement.dataset.field),
    /number|total|buyer\.cui/,
  );
});

test("every page of a PDF is a picture, with small ones to choose from", async () => {
  await open(1);
  assert.equal(await page.getByTestId("thumbnail").count(), 3);
  await page.keyboard.press("]");
  await page.locator('[data-testid=picture][data-page="2"]').waitFor();
  await page.getByTestId("thumbnail").nth(2).click();
  await page.locator('[data-testid=picture][data-page="3"]').waitFor();
  await until(
    async () =>
      await page
        .locator(".picture-page img")
        .evaluate((image) => image.naturalWidth > 0),
    "the page is drawn",
  );
  await page.getByTestId("field-total").focus();
  await page.locator('[data-testid=picture][data-page="1"]').waitFor();
  assert.equal(await page.locator("iframe, embed, object").count(), 0);
});

test("items are added, changed and deleted, and stored as they stand", async () => {
  const { id } = await open(10);
  await page.getByTestId("items").locator("summary").click();
  await page.getByTestId("add-lines").click();
  await until(
    async () =>
      (await page.evaluate(() => document.activeElement.dataset.field)) ===
      "lines.1.description",
    "the new row has the focus",
  );
  await page.keyboard.type("Apă minerală");
  await page.keyboard.press("Enter");
  await page.keyboard.type("2,5");
  await page.keyboard.press("Enter");
  await until(
    async () => (await stored(id)).lines[1]?.quantity === "2.5",
    "the quantity is stored",
  );
  assert.equal((await stored(id)).lines[1].description, "Apă minerală");
  await page.getByTestId("remove-lines.0").click();
  await until(
    async () => (await stored(id)).lines.length === 1,
    "the first item is gone",
  );
  assert.equal((await stored(id)).lines[0].description, "Apă minerală");
});

test("who types faster than the server answers loses nothing", async () => {
  await page.route("**/extraction?*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  const { id } = await open(10);
  await page.getByTestId("items").locator("summary").click();
  const rows = (await stored(id)).lines.length;
  await page.getByTestId("add-lines").click();
  await page.locator(`[data-field="lines.${rows}.description"]`).fill("Pâine");
  await page.keyboard.press("Enter");
  for (const value of ["3", "BUC", "4,50"]) {
    await page.keyboard.type(value);
    await page.keyboard.press("Enter");
  }
  await until(
    async () => (await stored(id)).lines[rows]?.unit_price === "4.50",
    "the last value is stored",
  );
  const { description, quantity, unit } = (await stored(id)).lines[rows];
  assert.deepEqual([description, quantity, unit], ["Pâine", "3", "BUC"]);
  await page.unroute("**/extraction?*");
});

test("no policy was broken and no error thrown on the way", () =>
  assert.deepEqual(heard, []));
