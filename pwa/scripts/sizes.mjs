// Prints the JavaScript of each page (gzip) and fails where the capture page is above its budget.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const CAPTURE_BUDGET_KIB = 120;
const dist = new URL("../dist/", import.meta.url);

async function scriptsOf(page) {
  const html = await readFile(new URL(page, dist), "utf8");
  const names = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]);
  const seen = new Set();
  while (names.length > 0) {
    const name = names.pop();
    if (seen.has(name)) continue;
    seen.add(name);
    const code = await readFile(new URL(name, dist), "utf8");
    // Static imports only: what is loaded when it is needed is listed apart.
    for (const [, file] of code.matchAll(/(?:^|[;}])import(?:[^"'()]*from)?"\.\/([^"]+\.js)"/g))
      names.push(`assets/${file}`);
    // The words of the default language are always loaded.
    if (page === "captura.html")
      for (const [, file] of code.matchAll(/import\([`"']\.\/((?:common|capture)-[^`"']+\.js)[`"']\)/g))
        names.push(`assets/${file}`);
  }
  return [...seen];
}

async function gzip(name) {
  return gzipSync(await readFile(new URL(name, dist)), { level: 9 }).length / 1024;
}

let over = false;
for (const page of ["captura.html", "index.html"]) {
  const sizes = await Promise.all((await scriptsOf(page)).map(gzip));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${page}: ${total.toFixed(1)} KiB gzip at once`);
  if (page === "captura.html" && total > CAPTURE_BUDGET_KIB) over = true;
}
for (const name of (await readdir(new URL("assets/", dist))).filter((one) => one.endsWith(".js"))) {
  console.log(`  ${name}: ${(await gzip(`assets/${name}`)).toFixed(1)}`);
}
if (over) {
  console.error(`The capture page is above ${CAPTURE_BUDGET_KIB} KiB.`);
  process.exit(1);
}
