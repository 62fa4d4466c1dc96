// A browser at the capture page, over a wire that can be cut, and what the server has of a picture.
import { createHash } from "node:crypto";
import { company, loggedIn, server, shellIsKept, stored } from "./browser.mjs";
import { wire } from "./wire.mjs";

/** @param options of the browser, such as its viewport */
export async function atTheCapturePage(options) {
  const installation = await server();
  const line = await wire(installation.url);
  const { browser, context, page } = await loggedIn(
    { ...installation, url: line.url },
    options,
  );
  await company(context, { url: line.url });
  await page.goto(`${line.url}/captura`);
  await shellIsKept(page);
  return { installation, line, browser, context, page };
}

/** The documents on the server with these bytes. */
export async function copiesOf(bytes, context, installation) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  return (await stored(context, installation)).get(hash) ?? [];
}
