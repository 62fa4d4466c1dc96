// Two hundred captures without a network, and a new version of the app that arrives while they go out.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import {
  company,
  logIn,
  profile,
  server,
  shellIsKept,
  stored,
  unsent,
  until,
  untilSent,
} from "./browser.mjs";
import { disguise } from "./wire.mjs";

const MANY = 200;
/** Each is stored by four services before the next one goes: a second apiece where other work keeps the cores. */
const PATIENCE_MS = 300_000;

let installation, front, browser, context, page, pictures;
let version = "";

before(async () => {
  installation = await server();
  front = await disguise(installation.url, (path) =>
    path === "/sw.js" && version
      ? (text) => `${text}\n// ${version}`
      : undefined,
  );
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  await logIn(page, { ...installation, url: front.url });
  await company(context, installation);
  await page.goto(`${front.url}/captura`);
  await shellIsKept(page);
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), {
      width: 48,
      height: 64,
    });
    return canvas.toDataURL("image/png").split(",")[1];
  });
  pictures = Array.from({ length: MANY }, () =>
    Buffer.concat([Buffer.from(base64, "base64"), randomBytes(400)]),
  );
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await front?.close();
  await installation?.close();
});

test("two hundred captures are kept without a network", async () => {
  await context.setOffline(true);
  await page.getByTestId("capture-input").setInputFiles(
    pictures.map((buffer, index) => ({
      name: `${index}.png`,
      mimeType: "image/png",
      buffer,
    })),
  );
  await until(
    async () => (await unsent(page)) === MANY,
    "all are on the phone",
    60_000,
  );
});

test("they go out while a new version arrives, which asks before it takes over", async () => {
  version = "next";
  await context.setOffline(false);
  await until(
    async () => (await unsent(page)) < MANY,
    "the first went out",
    30_000,
  );
  const update = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return await worker.update().then(
        () => true,
        () => false,
      );
    });
  await until(update, "the network, just back, gives the new version", 30_000);
  const reload = page.getByRole("button", { name: "Reîncarcă" });
  await reload.waitFor();
  // How many still wait depends on the machine: a quick one may have sent them all by now.
  await reload.click();
  await page.waitForLoadState();
  await untilSent(page, PATIENCE_MS);
});

test("each of them is on the server, once, byte for byte", async () => {
  const found = await stored(context, installation);
  const copies = pictures.map((bytes) => {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return found.get(sha256)?.length ?? 0;
  });
  assert.deepEqual(
    copies.filter((count) => count !== 1),
    [],
  );
});
