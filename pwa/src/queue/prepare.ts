/** Readies a capture for its way: scaled where it is too large, looked at, with a thumbnail. Once, by whoever is first. */
import { inspect, type Inspection } from "../picture/inspect";
import { change, exchange, written } from "./captures";
import { database, type Capture } from "./database";
import { lookedAt } from "./transitions";

const running = new Map<string, Promise<void>>();

/** The capture, ready to be sent; undefined where it was taken back meanwhile. Never fails: at worst it goes as it is. */
export async function prepare(capture: Capture): Promise<Capture | undefined> {
  if (!capture.prepared) {
    const work = running.get(capture.id) ?? prepareOnce(capture);
    running.set(capture.id, work);
    await work.finally(() => running.delete(capture.id));
  }
  return await database.captures.get(capture.id);
}

async function prepareOnce(capture: Capture): Promise<void> {
  const content = await database.contents.get(capture.id);
  const seen = content && (await look(capture, content.bytes));
  const fields = lookedAt(seen?.findings ?? [], Date.now());
  if (seen?.thumbnail) await keepThumbnail(capture.id, seen.thumbnail);
  if (seen?.smaller && !capture.originals) {
    const exchanged = await exchange(capture, seen.smaller, {
      ...fields,
      mediaType: "image/jpeg",
      filename: asJpeg(capture.filename),
    }).catch(() => false);
    if (exchanged) return;
  }
  await change(capture.id, fields);
}

/** Shows a capture by another picture than its file, such as the first of several pages. */
export async function thumbnail(id: string, picture: ArrayBuffer): Promise<void> {
  const seen = await inspect(picture, "image/jpeg").catch(() => undefined);
  if (seen?.thumbnail) await keepThumbnail(id, seen.thumbnail);
}

/** A file that the browser can't draw (PDF, some HEIC) shows nothing, and goes as it is. */
async function look(capture: Capture, bytes: ArrayBuffer): Promise<Inspection | undefined> {
  if (capture.mediaType && !capture.mediaType.startsWith("image/")) return undefined;
  return await inspect(bytes, capture.mediaType).catch(() => undefined);
}

async function keepThumbnail(id: string, bytes: ArrayBuffer): Promise<void> {
  // No thumbnail is no loss: the list shows an icon.
  await written(() => database.thumbnails.put({ id, bytes })).catch(() => undefined);
}

/** `poza.HEIC` is `poza.jpg` once it was drawn anew. */
export function asJpeg(filename: string): string {
  return /\.jpe?g$/i.test(filename) ? filename : `${filename.replace(/\.[a-z0-9]{1,5}$/i, "")}.jpg`;
}
