// How long it takes from the tap until a picture is safe on the phone, read back and hashed: `npm run tap-to-safe`.
import { randomBytes } from "node:crypto";
import {
  company,
  drawReceipt,
  logIn,
  PHONE,
  profile,
  server,
} from "./browser.mjs";

const TIMES = 9;

const installation = await server();
const browser = await profile();
const context = await browser.open({ viewport: PHONE });
const page = await context.newPage();
await logIn(page, installation);
await company(context, installation);
for (const megabytes of [1, 4, 12]) {
  await page.goto(`${installation.url}/captura`);
  await context.setOffline(true);
  const receipt = await drawReceipt(page, `tap${megabytes}`);
  for (let index = 0; index < TIMES; index += 1) {
    const bytes = Buffer.concat([receipt, randomBytes(megabytes * 1_000_000)]);
    const before = await page.getByTestId("capture-item").count();
    await page.getByTestId("capture-input").setInputFiles({
      name: "bon.png",
      mimeType: "image/png",
      buffer: bytes,
    });
    await page.getByTestId("capture-item").nth(before).waitFor();
  }
  const times = await page.evaluate(() =>
    performance
      .getEntriesByName("capture-safe")
      .map(({ duration }) => duration)
      .sort((a, b) => a - b),
  );
  const [median, worst] = [times[Math.floor(times.length / 2)], times.at(-1)];
  console.log(
    `${megabytes} MB: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms of ${times.length}`,
  );
  await context.setOffline(false);
}
await context.close();
await browser.remove();
await installation.close();
