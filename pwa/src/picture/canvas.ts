/** A canvas in a page, a worker or the service worker: the same to those who draw on it. */

export interface Sheet {
  canvas: OffscreenCanvas | HTMLCanvasElement;
  pen: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
}

/** @throws Error where the browser gives no canvas of this size */
export function sheet(width: number, height: number): Sheet {
  const canvas =
    typeof OffscreenCanvas === "undefined"
      ? Object.assign(document.createElement("canvas"), { width, height })
      : new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.imageSmoothingQuality = "high";
  return { canvas, pen };
}

/** @throws Error where the browser can't write it */
export async function jpeg({ canvas }: Sheet, quality: number): Promise<ArrayBuffer> {
  const blob =
    "convertToBlob" in canvas
      ? await canvas.convertToBlob({ type: "image/jpeg", quality })
      : await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (blob?.type !== "image/jpeg") throw new Error("no JPEG");
  return await blob.arrayBuffer();
}
