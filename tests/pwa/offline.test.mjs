// What is captured without a network is on the disk, survives the browser's end, and arrives exactly once.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import {
  capture,
  company,
  drawReceipt,
  logIn,
  profile,
  server,
  until,
} from "./browser.mjs";

let installation, browser, context, page, picture, document;

before(async () => {
  installation = await server();
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  await logIn(page, installation);
  await company(context, installation);
  await page.goto(`${installation.url}/captura`);
  // The service worker keeps the page for the time without a network.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  picture = await drawReceipt(page, `off${Date.now() % 100_000}`);
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

test("a capture without a network waits on the phone", async () => {
  await context.setOffline(true);
  document = await capture(page, installation, picture);
  const item = page.locator(`[data-document-id="${document}"]`);
  await item.and(page.locator("[data-state=QUEUED]")).waitFor();
  assert.equal(await page.getByTestId("queue-count").innerText(), "1");
});

test("it is still there after the browser was closed and opened without a network", async () => {
  await context.close();
  context = await browser.open({ offline: true });
  page = await context.newPage();
  await page.goto(`${installation.url}/captura`);
  await page.locator(`[data-document-id="${document}"]`).waitFor();
  assert.equal(await page.getByTestId("queue-count").innerText(), "1");
});

test("back online it arrives by itself, once, byte for byte", async () => {
  await context.setOffline(false);
  await until(
    async () => (await page.getByTestId("queue-count").innerText()) === "0",
    "the queue is empty",
    30_000,
  );
  const stored = await (
    await context.request.get(
      `${installation.url}/api/v1/documents/${document}`,
    )
  ).json();
  assert.equal(
    stored.sha256,
    createHash("sha256").update(picture).digest("hex"),
  );
  const list = await (
    await context.request.get(
      `${installation.url}/api/v1/documents?page_size=200`,
    )
  ).json();
  assert.equal(
    list.documents.filter((one) => one.sha256 === stored.sha256).length,
    1,
  );
});

test("a file that is no document is refused in words, and can be taken off the phone", async () => {
  await page.getByTestId("capture-input").setInputFiles({
    name: "nota.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("doar text"),
  });
  const refused = page.locator(
    "[data-testid=capture-item][data-state=REFUSED]",
  );
  await refused.waitFor();
  assert.ok((await refused.innerText()).length > "nota.jpg".length + 20);
  assert.equal(await page.getByTestId("queue-count").innerText(), "1");
  page.once("dialog", (dialog) => void dialog.accept());
  await refused.getByRole("button", { name: "Șterge de pe telefon" }).click();
  await refused.waitFor({ state: "detached" });
  assert.equal(await page.getByTestId("queue-count").innerText(), "0");
});
