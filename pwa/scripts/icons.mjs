// Draws the PNG icons from icon.svg with the browser at hand: `node scripts/icons.mjs`. Their bytes are committed.
import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const folder = new URL("../public/icons/", import.meta.url);
const svg = await readFile(new URL("icon.svg", folder), "utf8");
const GREEN = "#0f5f4c";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

/** `margin`: part of the side left around the drawing, for icons that the system cuts to its own shape. */
async function draw(name, side, margin = 0) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const inner = Math.round(side * (1 - 2 * margin));
  const ground = margin > 0 ? GREEN : "transparent";
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">` +
      svg.replace("<svg ", `<svg width="${inner}" height="${inner}" `),
  );
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
  await page.close();
}

await draw("icon-180.png", 180, 0.06);
await draw("icon-192.png", 192);
await draw("icon-512.png", 512);
await draw("icon-maskable-512.png", 512, 0.12);
await browser.close();
