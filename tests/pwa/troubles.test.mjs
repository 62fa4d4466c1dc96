// What may go wrong between the tap and the server, one after the other: nothing is lost, nothing is twice.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import {
  capture,
  drawReceipt,
  leave,
  unsent,
  until,
  untilSent,
} from "./browser.mjs";
import { atTheCapturePage, copiesOf } from "./capturing.mjs";

let installation, line, browser, context, page, number;

before(async () => {
  ({ installation, line, browser, context, page } = await atTheCapturePage());
  number = Date.now() % 100_000;
});

beforeEach(() => (number += 1));

after(async () => await leave({ context, browser, line, installation }));

async function isStoredOnce(bytes) {
  const copies = await copiesOf(bytes, context, installation);
  assert.equal(copies.length, 1);
}

/** A receipt with so many bytes after its end, which readers ignore and hashes don't. */
async function receipt(extra = 0) {
  return Buffer.concat([
    await drawReceipt(page, `t${number}`),
    randomBytes(extra),
  ]);
}

test("a network that is cut in the middle of a piece goes on where it was", async () => {
  const bytes = await receipt(1_500_000);
  line.cutAfter(900_000);
  await capture(page, { url: line.url }, bytes);
  await until(() => line.cuts === 1, "the wire was cut");
  await untilSent(page);
  await isStoredOnce(bytes);
});

test("a server that goes away in the middle and comes back costs nothing", async () => {
  const bytes = await receipt(1_500_000);
  line.cutAfter(700_000);
  await capture(page, { url: line.url }, bytes);
  await until(() => line.cuts === 2, "the wire was cut");
  line.unplug();
  await page.getByText("Fără internet").waitFor();
  assert.equal(await unsent(page), 1);
  line.plug();
  await untilSent(page);
  await isStoredOnce(bytes);
});

test("a browser killed in the middle of an upload finishes it when it is opened again", async () => {
  const bytes = await receipt(3_000_000);
  line.cutAfter(1_200_000);
  await capture(page, { url: line.url }, bytes);
  await until(() => line.cuts === 3, "the wire was cut");
  line.unplug();
  await context.close();
  line.plug();
  context = await browser.open();
  page = await context.newPage();
  await page.goto(`${line.url}/captura`);
  await untilSent(page);
  await isStoredOnce(bytes);
});

test("an expired session asks for a login and loses nothing", async () => {
  const cookies = await context.cookies();
  await context.clearCookies();
  const bytes = await receipt();
  await capture(page, { url: line.url }, bytes);
  await page.getByText("Intră din nou în cont").waitFor();
  assert.equal(await unsent(page), 1);
  assert.ok(cookies.length > 0);
  await page.getByRole("link", { name: "Intră în cont" }).click();
  await page.waitForURL(/intra/);
  await page.getByTestId("login-email").fill(installation.email);
  await page.getByTestId("login-password").fill(installation.password);
  await page.getByTestId("login-submit").click();
  await page.waitForURL(/captura/);
  await untilSent(page);
  await isStoredOnce(bytes);
});

test("two tabs send a capture once", async () => {
  const other = await context.newPage();
  await other.goto(`${line.url}/captura`);
  let creations = 0;
  context.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/uploads"))
      creations += 1;
  });
  await context.setOffline(true);
  const bytes = await receipt();
  await capture(page, { url: line.url }, bytes);
  await context.setOffline(false);
  await Promise.all([
    page.getByTestId("send-now").click(),
    other.getByTestId("send-now").click(),
  ]).catch(() => undefined);
  await untilSent(page);
  await untilSent(other);
  await isStoredOnce(bytes);
  assert.equal(creations, 1);
  await other.close();
});

test("a full phone says so, keeps what it has, and saves the picture once there is room", async () => {
  await page.goto(`${line.url}/captura`);
  await page.evaluate(() => {
    const add = IDBObjectStore.prototype.add;
    window.freeSpace = () => (IDBObjectStore.prototype.add = add);
    IDBObjectStore.prototype.add = function () {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  const bytes = await receipt();
  await page.getByTestId("capture-input").setInputFiles({
    name: "plin.png",
    mimeType: "image/png",
    buffer: bytes,
  });
  await page.getByText("Telefonul nu mai are loc").waitFor();
  await page.evaluate(() => window.freeSpace());
  await page.getByRole("button", { name: "Salvează fotografia" }).click();
  await page.getByText("plin.png").first().waitFor();
  await untilSent(page);
  await isStoredOnce(bytes);
});

test("a clock set years ahead and back again holds nothing up", async () => {
  await page.addInitScript(() => {
    const now = Date.now;
    const ahead = () => Number(sessionStorage.getItem("ahead") ?? 0);
    Date.now = () => now() + ahead();
  });
  await page.goto(`${line.url}/captura`);
  await page.evaluate(() =>
    sessionStorage.setItem("ahead", String(5 * 365 * 86_400_000)),
  );
  line.unplug();
  const bytes = await receipt();
  await page.getByTestId("capture-input").setInputFiles({
    name: "viitor.png",
    mimeType: "image/png",
    buffer: bytes,
  });
  await page.getByText("Fără internet").waitFor();
  await page.evaluate(() => sessionStorage.removeItem("ahead"));
  line.plug();
  await page.goto(`${line.url}/captura`);
  await untilSent(page);
  await isStoredOnce(bytes);
});
