// The ways to capture beside the big button, and what happens to a picture on its way.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import {
  capture,
  drawReceipt,
  leave,
  PHONE,
  READING,
  unsent,
  until,
  untilSent,
} from "./browser.mjs";
import { atTheCapturePage, copiesOf } from "./capturing.mjs";

let installation, line, browser, context, page, number;

before(async () => {
  ({ installation, line, browser, context, page } = await atTheCapturePage({
    viewport: PHONE,
  }));
  number = Date.now() % 100_000;
});

beforeEach(() => (number += 1));

after(async () => await leave({ context, browser, line, installation }));

async function copies(bytes) {
  return await copiesOf(bytes, context, installation);
}

async function receipt() {
  return await drawReceipt(page, `w${number}`);
}

/** A photograph of so many pixels; without text it shows a bare table. */
async function photograph(width, height, text = "") {
  const base64 = await page.evaluate(
    ([width, height, text]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const pen = canvas.getContext("2d");
      pen.fillStyle = text ? "#f4f2ec" : "#7a6045";
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = "#222";
      pen.font = `${Math.round(height / 40)}px monospace`;
      for (let row = 1; text && row < 36; row += 1)
        pen.fillText(
          `${text} ${row} PAINE ALBA 500G ${row * 7},90`,
          width / 20,
          (row * height) / 37,
        );
      return canvas.toDataURL("image/jpeg", 0.97).split(",")[1];
    },
    [width, height, text],
  );
  return Buffer.from(base64, "base64");
}

const file = (name, buffer, mimeType = "image/png") => ({
  name,
  mimeType,
  buffer,
});

test("from the tap a capture is safe in well under a second", async () => {
  const large = Buffer.concat([await receipt(), randomBytes(4_000_000)]);
  await capture(page, { url: line.url }, large);
  const [safe] = await page.evaluate(() =>
    performance
      .getEntriesByName("capture-safe")
      .map(({ duration }) => duration),
  );
  assert.ok(safe < 1_000, `${safe} ms`);
  await untilSent(page);
});

test("a large photograph goes smaller, an ordinary one byte for byte", async () => {
  const [large, ordinary] = [
    await photograph(3_000, 4_000, `MARE${number}`),
    await photograph(1_500, 2_000, `MIC${number}`),
  ];
  const id = await capture(page, { url: line.url }, large, "mare.jpg");
  await untilSent(page);
  const answer = await context.request.get(
    `${line.url}/api/v1/documents/${id}`,
  );
  assert.ok((await answer.json()).size < large.length / 2);
  assert.equal((await copies(large)).length, 0);
  await capture(page, { url: line.url }, ordinary, "mic.jpg");
  await untilSent(page);
  assert.equal((await copies(ordinary)).length, 1);
});

test("the option for originals sends a large photograph as it is", async () => {
  await page.getByText("Opțiuni").click();
  await page.getByLabel("Trimite originalele").check();
  const large = await photograph(3_000, 4_000, `ORIGINAL${number}`);
  await capture(page, { url: line.url }, large, "original.jpg");
  await untilSent(page);
  assert.equal((await copies(large)).length, 1);
  await page.getByText("Opțiuni").click();
  await page.getByLabel("Trimite originalele").uncheck();
});

test("a picture without a receipt is asked about, and a better one takes its place", async () => {
  const [bare, good] = [await photograph(1_200, 1_600), await receipt()];
  await capture(page, { url: line.url }, bare, "masa.jpg");
  const question = page.getByTestId("retake");
  await question.getByText("Nu se vede niciun bon").waitFor();
  await question
    .locator("input[type=file]")
    .setInputFiles(file("bun.png", good));
  await question.waitFor({ state: "detached" });
  await untilSent(page);
  assert.equal((await copies(good)).length, 1);
  assert.equal((await copies(bare)).length, 0);
});

test("a doubtful picture that a person keeps goes at once", async () => {
  const bare = await photograph(1_200, 1_601);
  await capture(page, { url: line.url }, bare, "masa2.jpg");
  await page.getByRole("button", { name: "Păstrează" }).click();
  await untilSent(page, 15_000);
  assert.equal((await copies(bare)).length, 1);
});

test("several pages become one document, also if the browser closes before the last", async () => {
  await page.goto(`${line.url}/captura`);
  await page.getByTestId("open-pages").click();
  const input = page.getByTestId("page-input");
  await input.setInputFiles(
    file("p1.jpg", await photograph(1_000, 1_400, "P1"), "image/jpeg"),
  );
  await page.getByTestId("page").nth(0).waitFor();
  await input.setInputFiles(
    file("p2.jpg", await photograph(1_400, 1_000, "P2"), "image/jpeg"),
  );
  await page.getByTestId("page").nth(1).waitFor();
  await page.goto(`${line.url}/captura?pagini`);
  await page.getByTestId("page").nth(1).waitFor();
  await page.getByTestId("pages-done").click();
  const item = page
    .getByTestId("capture-item")
    .filter({ hasText: "2p.pdf" })
    .first();
  await item.waitFor();
  const id = await item.getAttribute("data-document-id");
  await untilSent(page);
  const document = await (
    await context.request.get(`${line.url}/api/v1/documents/${id}`)
  ).json();
  assert.equal(document.media_type, "application/pdf");
  await page.getByTestId("open-pages").click();
  assert.equal(await page.getByTestId("page").count(), 0);
  await page.keyboard.press("Escape");
});

test("the live camera takes several receipts in a row", async () => {
  await page.goto(`${line.url}/captura`);
  await page.locator("[data-testid=capture-item]").first().waitFor();
  const before = await page.getByTestId("capture-item").count();
  await page.getByTestId("open-camera").click();
  const shutter = page.getByTestId("live-shutter");
  await shutter.click();
  await page.getByText("Gata, o fotografie").waitFor();
  await shutter.click();
  await page.getByText("Gata, 2 fotografii").click();
  await until(
    async () => (await page.getByTestId("capture-item").count()) === before + 2,
    "both are in the list",
  );
  await page
    .getByTestId("send-now")
    .click({ timeout: 2_000 })
    .catch(() => {});
  await untilSent(page, 40_000);
});

test("a file shared by another app is safe before any network", async () => {
  await page.goto(`${line.url}/captura`);
  line.unplug();
  const bytes = await receipt();
  await page.evaluate(
    async (numbers) => {
      const form = document.createElement("form");
      Object.assign(form, {
        method: "POST",
        action: "/partajare",
        enctype: "multipart/form-data",
      });
      const input = Object.assign(document.createElement("input"), {
        type: "file",
        name: "files",
      });
      const data = new DataTransfer();
      data.items.add(
        new File([new Uint8Array(numbers)], "partajat.png", {
          type: "image/png",
        }),
      );
      input.files = data.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [...bytes],
  );
  await page.waitForURL(/captura/);
  await page.getByText("partajat.png").first().waitFor();
  assert.equal(await unsent(page), 1);
  line.plug();
  const tray = page.getByTestId("held");
  if (await tray.isVisible()) await tray.getByRole("button").click();
  await untilSent(page);
  assert.equal((await copies(bytes)).length, 1);
});

test("with no page open, Background Sync sends what waits", async () => {
  await page.goto(`${line.url}/captura`);
  line.unplug();
  const bytes = await receipt();
  await capture(page, { url: line.url }, bytes);
  const other = await context.newPage();
  const session = await context.newCDPSession(other);
  const registrations = [];
  session.on(
    "ServiceWorker.workerRegistrationUpdated",
    ({ registrations: each }) => registrations.push(...each),
  );
  await session.send("ServiceWorker.enable");
  await until(() => registrations.length > 0, "the service worker is known");
  await page.close();
  line.plug();
  const { registrationId } = registrations.at(-1);
  await session.send("ServiceWorker.dispatchSyncEvent", {
    origin: line.url,
    registrationId,
    tag: "contapics-drain",
    lastChance: false,
  });
  await until(
    async () => (await copies(bytes)).length === 1,
    "the worker sent it",
    20_000,
  );
  page = other;
  await page.goto(`${line.url}/captura`);
  await untilSent(page);
});

test("a rejected document says why, and its new picture is linked to it", async () => {
  const id = await capture(page, { url: line.url }, await receipt());
  const item = page.locator(`[data-document-id="${id}"]`);
  await item.and(page.locator("[data-state=REVIEW]")).waitFor(READING);
  await context.request.post(`${line.url}/api/v1/documents/${id}:reject`, {
    data: { reason: "Se vede doar jumătate." },
  });
  await item.getByText("Se vede doar jumătate.").waitFor();
  await item
    .locator("input[type=file]")
    .setInputFiles(file("intreg.png", await drawReceipt(page, `nou${number}`)));
  await item.getByText("Înlocuit").waitFor();
  await page.getByText("În locul unei fotografii mai vechi").first().waitFor();
  await untilSent(page);
});
