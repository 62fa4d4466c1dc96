// The browser, the server under test, and what every test does with them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { standIn } from "./standin.mjs";

// The tests' packages are the app's development dependencies.
const require = createRequire(
  new URL("../../pwa/package.json", import.meta.url),
);
const { chromium } = require("playwright-core");
export const AXE = require.resolve("axe-core/axe.min.js");

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

/** The installation named by CONTAPICS_URL, CONTAPICS_EMAIL and CONTAPICS_PASSWORD, or a stand-in of our own. */
export async function server() {
  const {
    CONTAPICS_URL: url,
    CONTAPICS_EMAIL: email,
    CONTAPICS_PASSWORD: password,
  } = process.env;
  if (url)
    return {
      url: url.replace(/\/$/, ""),
      email,
      password,
      isReal: true,
      close: async () => undefined,
    };
  return await madeUp();
}

/** A stand-in, also where an installation is named: for tests that must know every document, word and figure. */
export async function madeUp(options) {
  const made = standIn(options);
  await new Promise((resolve) => made.server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${made.server.address().port}`,
    email: made.email,
    password: made.password,
    isReal: false,
    async close() {
      made.server.closeAllConnections();
      await new Promise((resolve) => made.server.close(resolve));
    },
  };
}

/** A browser with a profile of its own; `again` opens the same profile after a close. */
export async function profile() {
  const folder = await mkdtemp(join(tmpdir(), "contapics-browser-"));
  return {
    open: async (options = {}) =>
      await chromium.launchPersistentContext(folder, {
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        headless: true,
        viewport: DESKTOP,
        locale: "ro-RO",
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // A camera that shows a test picture, and that nobody has to allow.
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
        ],
        ...options,
      }),
    remove: async () =>
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Waits until the service worker keeps the page for the time without a network. */
export async function shellIsKept(page) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** The number of captures that the page says are on the phone only. */
export async function unsent(page) {
  return Number(await page.getByTestId("queue-count").innerText());
}

export async function untilSent(page, patience = 30_000) {
  await until(
    async () => (await unsent(page)) === 0,
    "the queue is empty",
    patience,
  );
}

/** All documents on the server, by their SHA-256. */
export async function stored(context, { url }) {
  const found = new Map();
  let token = "";
  do {
    const answer = await context.request.get(
      `${url}/api/v1/documents?page_size=200&page_token=${token}`,
    );
    const page = await answer.json();
    for (const document of page.documents)
      found.set(document.sha256, [
        ...(found.get(document.sha256) ?? []),
        document,
      ]);
    token = page.next_page_token;
  } while (token);
  return found;
}

export async function logIn(page, { url, email, password }) {
  await page.goto(`${url}/intra`);
  await page.getByTestId("login-email").fill(email);
  await page.getByTestId("login-password").fill(password);
  await page.getByTestId("login-submit").click();
  await page.waitForURL((address) => !address.pathname.startsWith("/intra"));
}

/**
 * A browser that is logged in, what its page complains about, and the server's answers to what it asks.
 * @param options of the browser, such as its viewport
 */
export async function loggedIn(installation, options) {
  const browser = await profile();
  const context = await browser.open(options);
  const page = await context.newPage();
  const heard = complaints(page);
  try {
    await logIn(page, installation);
  } catch (error) {
    await leave({ context, browser });
    throw error;
  }
  const rest = async (path) => {
    const answer = await context.request.get(
      `${installation.url}/api/v1${path}`,
    );
    return await answer.json();
  };
  return { browser, context, page, heard, rest };
}

/** Closes what was opened, as far as it was. */
export async function leave({ context, browser, line, installation }) {
  await context?.close();
  await browser?.remove();
  await line?.close();
  await installation?.close();
}

/** What the page complains about: errors of scripts and of the content security policy. */
export function complaints(page) {
  const heard = [];
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("console", (message) => {
    const isExpected =
      /status of (401|404|409|400|415|422)/.test(message.text()) ||
      /ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (message.type() === "error" && !isExpected) heard.push(message.text());
  });
  return heard;
}

/** A fuel receipt drawn in the page, as PNG; each `number` gives other bytes. */
export async function drawReceipt(page, number = "0042") {
  const base64 = await page.evaluate((text) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [900, 1500];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fbfaf6";
    pen.fillRect(0, 0, 900, 1500);
    pen.fillStyle = "#1d1b18";
    const day = new Date(Date.now() - 86_400_000).toLocaleDateString("ro-RO", {
      day: "2-digit",
      month: "2-digit",
      year: "numeric",
    });
    const write = (y, left, right, size = 36) => {
      pen.font = `${size}px "DejaVu Sans Mono", monospace`;
      pen.textAlign = "left";
      pen.fillText(left, 70, y);
      pen.textAlign = "right";
      pen.fillText(right, 830, y);
    };
    write(120, "OMV PETROM MARKETING SRL", "");
    write(180, "STR. CORALILOR 22 BUCURESTI", "");
    write(240, "CIF: RO11201891", "");
    write(320, "CIF CLIENT: RO18547290", "");
    write(420, "MOTORINA STANDARD", "");
    write(480, "28.11 L x 7.87", "221.23 A");
    write(620, "TOTAL LEI", "221.23", 48);
    write(720, "TVA A 21.00%", "38.40");
    write(790, "TOTAL TVA", "38.40");
    write(870, "CARD", "221.23");
    write(980, `BON FISCAL NR: ${text}`, "");
    write(1050, `DATA: ${day}`, "ORA: 14:05");
    write(1120, "SERIE FISCALA: DB4000012345", "");
    return canvas.toDataURL("image/png").split(",")[1];
  }, number);
  return Buffer.from(base64, "base64");
}

/** The id of a company to photograph for; an installation without any gets one. */
export async function company(context, { url }) {
  const { clients } = await (
    await context.request.get(`${url}/api/v1/clients`)
  ).json();
  if (clients.length > 0) return clients[0].id;
  const made = await context.request.post(`${url}/api/v1/clients`, {
    data: { name: "Brutăria Aluat Bun SRL", cui: "18547290", vat_payer: true },
  });
  return (await made.json()).id;
}

/** Photographs a receipt on the capture page and gives the id that the page minted. */
export async function capture(page, { url }, picture, name = "bon.png") {
  await page.goto(`${url}/captura`);
  // What was captured before must be in the list already, to tell the new one.
  await page
    .locator("[data-testid=capture-item], .capture-history .empty")
    .first()
    .waitFor();
  const before = new Set(await idsOf(page));
  await page
    .getByTestId("capture-input")
    .setInputFiles({ name, mimeType: "image/png", buffer: picture });
  let made;
  await until(async () => {
    made = (await idsOf(page)).find((id) => !before.has(id));
    return made !== undefined;
  }, "a capture appears in the list");
  return made;
}

async function idsOf(page) {
  return await page
    .getByTestId("capture-item")
    .evaluateAll((items) => items.map((item) => item.dataset.documentId));
}

/** The document that the review shows, its keys included: the address changes a moment earlier. */
export async function opened(page) {
  return await page.evaluate(() => {
    const main = document.querySelector("main[data-document-id]");
    return main?.contains(document.activeElement)
      ? main.dataset.documentId
      : undefined;
  });
}

/** Escape, and the dialog gone: keys that are pressed while it is still there are the dialog's. */
export async function leaveDialog(page) {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

export async function until(holds, what, patience = 15_000) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Long enough for a real reader on two busy cores. */
export const READING = { timeout: 120_000 };
