/** Small pictures for the list, made after a capture is safe. */
import { database } from "../queue/database";

const SIDE = 160;

/** Draws and stores a thumbnail; a file that the browser can't draw (PDF, some HEIC) gets none. */
export async function makeThumbnail(id: string, file: Blob): Promise<void> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = SIDE / Math.min(picture.width, picture.height);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE;
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.getContext("2d")?.drawImage(picture, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    if (blob) await database.thumbnails.put({ id, bytes: await blob.arrayBuffer() });
  } catch {
    // No thumbnail is no loss: the list shows an icon.
  }
}

export async function thumbnailOf(id: string): Promise<{ bytes: ArrayBuffer } | undefined> {
  return await database.thumbnails.get(id);
}
