// A browser at the capture page, over a wire that can be cut, and what the server has of a picture.
import { createHash } from "node:crypto";
import {
  company,
  logIn,
  profile,
  server,
  shellIsKept,
  stored,
} from "./browser.mjs";
import { wire } from "./wire.mjs";

/** @param options of the browser, such as its viewport */
export async function atTheCapturePage(options) {
  const installation = await server();
  const line = await wire(installation.url);
  const browser = await profile();
  const context = await browser.open(options);
  const page = await context.newPage();
  await logIn(page, { ...installation, url: line.url });
  await company(context, { url: line.url });
  await page.goto(`${line.url}/captura`);
  await shellIsKept(page);
  return { installation, line, browser, context, page };
}

export async function leave({ context, browser, line, installation }) {
  await context?.close();
  await browser?.remove();
  await line?.close();
  await installation?.close();
}

/** The documents on the server with these bytes. */
export async function copiesOf(bytes, context, installation) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  return (await stored(context, installation)).get(hash) ?? [];
}
