// A page held to axe's rules in both themes and sizes; with SCREENSHOTS set, a picture of each.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AXE, DESKTOP, PHONE } from "./browser.mjs";

const axe = await readFile(AXE, "utf8");
const folder = process.env.SCREENSHOTS;
if (folder) await mkdir(folder, { recursive: true });

export async function checkPage(page, name) {
  for (const [size, viewport] of Object.entries({
    desktop: DESKTOP,
    phone: PHONE,
  })) {
    await page.setViewportSize(viewport);
    for (const theme of ["light", "dark"]) {
      await page.evaluate(
        (chosen) => (document.documentElement.dataset.theme = chosen),
        theme,
      );
      await page.evaluate(
        () => new Promise((resolve) => setTimeout(resolve, 250)),
      );
      if (folder)
        await page.screenshot({
          path: join(folder, `${name}-${size}-${theme}.png`),
        });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      const told = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
      );
      assert.deepEqual(told, [], `${name}, ${size}, ${theme}`);
      const overflow = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      assert.ok(
        overflow <= 0,
        `${name}, ${size}: the page is ${overflow} px wider than the screen`,
      );
    }
  }
  await page.setViewportSize(DESKTOP);
}
