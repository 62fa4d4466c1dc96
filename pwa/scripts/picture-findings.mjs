// Measures the looks at pictures (src/picture/findings.ts) in the browser: false alarms on the pictures of some
// folders, and what is found in the same pictures once they are blurred, darkened, or burnt out by a lamp.
//   node scripts/picture-findings.mjs [--list] [--every N] FOLDER…
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { build } from "vite";

const { values, positionals } = parseArgs({
  options: { list: { type: "boolean" }, every: { type: "string", default: "1" } },
  allowPositionals: true,
});

const source = new URL("../src/picture/measuring.ts", import.meta.url).pathname;
const { output } = (
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: decodeURIComponent(source), formats: ["iife"], name: "looks" },
    },
  })
).flatMap((each) => each)[0];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.addScriptTag({ content: output[0].code });

const found = {};
let count = 0;
for (const folder of positionals) {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png)$/i.test(name));
  for (const name of names.filter((_, index) => index % Number(values.every) === 0)) {
    const base64 = (await readFile(join(folder, name))).toString("base64");
    const looks = await page.evaluate((text) => globalThis.looks.looksAt(text), base64);
    count += 1;
    for (const [spoiling, { findings, measures }] of Object.entries(looks)) {
      found[spoiling] ??= {};
      for (const finding of findings.length > 0 ? findings : ["-"])
        found[spoiling][finding] = (found[spoiling][finding] ?? 0) + 1;
      if (values.list && (spoiling === "as it is" || process.env.ALL)) {
        const shown = Object.entries(measures).map(([key, value]) => `${key} ${value.toFixed(3)}`);
        console.log([findings.join("+") || "-", spoiling, name, ...shown].join("  "));
      }
    }
  }
}
await browser.close();
console.log(`${count} pictures`);
for (const [spoiling, counts] of Object.entries(found)) {
  const shares = Object.entries(counts).map(
    ([name, each]) => `${name} ${((100 * each) / count).toFixed(1)} %`,
  );
  console.log(`${spoiling.padEnd(16)} ${shares.sort().join(", ")}`);
}
