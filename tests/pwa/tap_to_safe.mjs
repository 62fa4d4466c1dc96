// How long it takes from the tap until a picture is safe on the phone, read back and hashed: `npm run tap-to-safe`.
import { randomBytes } from "node:crypto";
import {
  company,
  drawReceipt,
  logIn,
  PHONE,
  profile,
  server,
  until,
} from "./browser.mjs";

const TIMES = 9;

const installation = await server();
const browser = await profile();
const context = await browser.open({ viewport: PHONE });
const page = await context.newPage();

/** A photograph as a phone's camera makes them: 12 megapixels with grain, some 12 MB. */
async function photograph() {
  const base64 = await page.evaluate(() => {
    const [width, height] = [4_000, 3_000];
    const canvas = Object.assign(document.createElement("canvas"), {
      width,
      height,
    });
    const pen = canvas.getContext("2d");
    const picture = pen.createImageData(width, height);
    const points = new Uint32Array(picture.data.buffer);
    for (let at = 0; at < points.length; at += 1) {
      const grey = 100 + Math.floor(Math.random() * 150);
      points[at] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
    }
    pen.putImageData(picture, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.98).split(",")[1];
  });
  return Buffer.from(base64, "base64");
}

/** Takes the picture so many times, each with other bytes at its end, and prints how long it took. */
async function measure(name, picture, extra) {
  await page.goto(`${installation.url}/captura`);
  await page.getByTestId("capture-input").waitFor({ state: "attached" });
  await context.setOffline(true);
  const durations = async () =>
    await page.evaluate(() =>
      performance
        .getEntriesByName("capture-safe")
        .map(({ duration }) => duration),
    );
  for (let index = 0; index < TIMES; index += 1) {
    await page.getByTestId("capture-input").setInputFiles({
      name: `bon.${name}`,
      mimeType: `image/${name}`,
      buffer: Buffer.concat([picture, randomBytes(extra)]),
    });
    await until(
      async () => (await durations()).length > index,
      "the picture is safe",
    );
    // One after the other, as a person takes them.
    await page.waitForTimeout(1_500);
  }
  const times = (await durations()).sort((a, b) => a - b);
  const [median, worst] = [times[Math.floor(TIMES / 2)], times.at(-1)];
  const megabytes = ((picture.length + extra) / 1e6).toFixed(1);
  console.log(
    `${megabytes} MB ${name}: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms of ${TIMES}`,
  );
  await context.setOffline(false);
}

await logIn(page, installation);
await company(context, installation);
for (const megabytes of [1, 4, 12])
  await measure("png", await drawReceipt(page, "tap"), megabytes * 1_000_000);
await measure("jpeg", await photograph(), 16);
await context.close();
await browser.remove();
await installation.close();
