/** One look at a picture, upright by its EXIF: a smaller copy where it is too large, a thumbnail, and what may be wrong. */
import type { Finding } from "../queue/database";
import { jpeg, sheet, type Sheet } from "./canvas";
import { findingsIn, LOOKED_AT_SIDE } from "./findings";

/** What a reader makes use of; a picture up to this goes as it was taken, byte for byte. */
export const LONG_SIDE = 2_200;
/** What is smaller comes from no camera: there is nothing to take again. */
const LEAST_SIDE = 600;
const QUALITY = 0.85;
const THUMBNAIL_SIDE = 160;
const THUMBNAIL_QUALITY = 0.8;

export interface Inspection {
  /** JPEG of at most LONG_SIDE; only where the picture is larger and this one takes fewer bytes. */
  smaller?: ArrayBuffer;
  thumbnail?: ArrayBuffer;
  findings: Finding[];
}

/** @throws where the browser can't draw the picture */
export async function look(bytes: ArrayBuffer, mediaType: string): Promise<Inspection> {
  const picture = await createImageBitmap(new Blob([bytes], { type: mediaType }), {
    imageOrientation: "from-image",
  });
  try {
    const copy = drawn(picture, LONG_SIDE);
    const isLarger = Math.max(picture.width, picture.height) > LONG_SIDE;
    const smaller = isLarger ? await jpeg(copy, QUALITY) : undefined;
    return {
      smaller: smaller && smaller.byteLength < bytes.byteLength ? smaller : undefined,
      thumbnail: await jpeg(square(copy), THUMBNAIL_QUALITY),
      findings: Math.max(picture.width, picture.height) < LEAST_SIDE ? [] : findingsIn(grey(copy)),
    };
  } finally {
    picture.close();
  }
}

/**
 * A JPEG of at most LONG_SIDE of whatever the browser can draw.
 * @throws where it can't
 */
export async function redrawn(bytes: ArrayBuffer, mediaType: string): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(new Blob([bytes], { type: mediaType }), {
    imageOrientation: "from-image",
  });
  try {
    return await jpeg(drawn(picture, LONG_SIDE), QUALITY);
  } finally {
    picture.close();
  }
}

/** The picture on a sheet whose long side is at most `side`. */
function drawn(picture: ImageBitmap, side: number): Sheet {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const [width, height] = [scaled(picture.width, scale), scaled(picture.height, scale)];
  const copy = sheet(width, height);
  // What is see-through would turn black in a JPEG.
  copy.pen.fillStyle = "#fff";
  copy.pen.fillRect(0, 0, width, height);
  copy.pen.drawImage(picture, 0, 0, width, height);
  return copy;
}

function scaled(length: number, scale: number): number {
  return Math.max(1, Math.round(length * scale));
}

function square({ canvas }: Sheet): Sheet {
  const copy = sheet(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
  const scale = THUMBNAIL_SIDE / Math.min(canvas.width, canvas.height);
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  copy.pen.drawImage(canvas, (THUMBNAIL_SIDE - width) / 2, (THUMBNAIL_SIDE - height) / 2, width, height);
  return copy;
}

export interface Grey {
  width: number;
  height: number;
  /** Luminance 0 to 255, row by row. */
  values: Uint8Array;
}

function grey({ canvas }: Sheet): Grey {
  const scale = Math.min(1, LOOKED_AT_SIDE / Math.max(canvas.width, canvas.height));
  const [width, height] = [scaled(canvas.width, scale), scaled(canvas.height, scale)];
  const copy = sheet(width, height);
  copy.pen.drawImage(canvas, 0, 0, width, height);
  return luminance(copy.pen.getImageData(0, 0, width, height));
}

/** By the weights of Rec. 601. */
export function luminance({ width, height, data }: ImageData): Grey {
  const values = new Uint8Array(width * height);
  for (let at = 0; at < values.length; at += 1) {
    const [red, green, blue] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0];
    values[at] = (red * 77 + green * 150 + blue * 29) >> 8;
  }
  return { width, height, values };
}
