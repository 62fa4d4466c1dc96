// Two receipts on one page: the line between them, by keyboard and by pointer, and what is shown of each afterwards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leave, loggedIn, madeUp, until } from "./browser.mjs";

let installation, browser, context, page, heard, rest;

before(async () => {
  installation = await madeUp();
  ({ browser, context, page, heard, rest } = await loggedIn(installation));
});

after(async () => await leave({ context, browser, installation }));

/** Opens the nth document under review, and the line over its first page. */
async function openLine(at, wanted = () => true) {
  const { documents } = await rest("/documents?state=REVIEW");
  const document = documents.filter(wanted)[at];
  await page.goto(`${installation.url}/documente/${document.id}?state=REVIEW`);
  await page.getByTestId("note-line").first().waitFor();
  await page.keyboard.press("t");
  await page.getByTestId("cut-confirm").and(page.locator(":enabled")).waitFor();
  return document;
}

function sentCut(document) {
  return page.waitForRequest((request) =>
    request.url().endsWith(`${document.id}:cut`),
  );
}

const isPhoto = (document) => document.page_count === undefined;

test("t puts a line over the page, arrows move it and Enter cuts there", async () => {
  const photo = await openLine(0, isPhoto);
  const line = page.getByTestId("cut-line");
  assert.ok(await line.evaluate((one) => one === document.activeElement));
  for (const key of ["PageUp", "ArrowUp", "ArrowUp"])
    await page.keyboard.press(key);
  assert.equal(await line.getAttribute("aria-valuenow"), "44");
  const sent = sentCut(photo);
  await page.keyboard.press("Enter");
  assert.deepEqual((await sent).postDataJSON(), {
    page: 1,
    direction: "DIRECTION_ACROSS",
    position: 4400,
    revision: photo.revision,
  });
  await page.getByText("Tăiat.").waitFor();
});

test("a document that is a piece of a page shows the piece, not the file", async () => {
  const { documents } = await rest("/documents?state=REVIEW");
  const [piece] = documents.filter((one) => one.files[0].region?.top > 0);
  await page.goto(`${installation.url}/documente/${piece.id}?state=REVIEW`);
  const picture = page.getByTestId("picture").locator("img");
  await picture.first().waitFor();
  assert.match(await picture.first().getAttribute("src"), /\/pages\/1\?/);
});

test("the pointer takes hold of the line anywhere, and receipts side by side are cut, too", async () => {
  const photo = await openLine(2, isPhoto);
  await page.getByTestId("cut-down").check();
  const sheet = await page.locator(".cut-over").boundingBox();
  const at = (fraction) => [
    sheet.x + sheet.width * fraction,
    sheet.y + sheet.height / 2,
  ];
  await page.mouse.move(...at(0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.5));
  await page.mouse.move(...at(0.7));
  await page.mouse.up();
  const sent = sentCut(photo);
  await page.getByTestId("cut-confirm").click();
  const { direction, position } = (await sent).postDataJSON();
  assert.equal(direction, "DIRECTION_DOWN");
  assert.ok(Math.abs(position - 7000) <= 60, `cut at ${position}`);
});

test("of several pages the one that is chosen is cut", async () => {
  const scan = await openLine(0, (document) => document.page_count === 3);
  await page.getByTestId("cut-page").selectOption("2");
  await page.getByTestId("cut-confirm").and(page.locator(":enabled")).waitFor();
  const sent = sentCut(scan);
  await page.getByTestId("cut-confirm").click();
  const body = (await sent).postDataJSON();
  assert.deepEqual([body.page, body.position], [2, 5000]);
});

test("a line that is not wanted goes away and cuts nothing", async () => {
  const photo = await openLine(4, isPhoto);
  await page.keyboard.press("Escape");
  await page.getByTestId("cut-line").waitFor({ state: "detached" });
  await until(
    async () =>
      (await rest(`/documents/${photo.id}`)).files[0].region === undefined,
    "it is whole",
  );
});

test("no policy was broken and no error thrown on the way", () =>
  assert.deepEqual(heard, []));
