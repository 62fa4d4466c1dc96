/** For `npm run picture-findings` alone: a picture as it is, and spoiled in the ways that a phone spoils one. */
import { sheet, type Sheet } from "./canvas";
import { findingsIn, LOOKED_AT_SIDE, measured, type Measures } from "./findings";
import { luminance } from "./look";
import type { Finding } from "../queue/database";

type Spoil = (copy: Sheet, picture: ImageBitmap) => void;

function filtered(filter: (side: number) => string): Spoil {
  return ({ canvas, pen }, picture) => {
    pen.filter = filter(Math.max(canvas.width, canvas.height));
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    pen.filter = "none";
  };
}

function burnt({ canvas, pen }: Sheet, picture: ImageBitmap): void {
  const { width, height } = canvas;
  pen.drawImage(picture, 0, 0, width, height);
  const lamp = pen.createRadialGradient(width / 2, height / 3, 0, width / 2, height / 3, width / 2.2);
  lamp.addColorStop(0, "#ffff");
  lamp.addColorStop(0.6, "#ffff");
  lamp.addColorStop(1, "#fff0");
  pen.fillStyle = lamp;
  pen.fillRect(0, 0, width, height);
}

function table({ canvas, pen }: Sheet): void {
  const wood = pen.createLinearGradient(0, 0, canvas.width, canvas.height);
  wood.addColorStop(0, "#8a6a48");
  wood.addColorStop(1, "#6d5338");
  pen.fillStyle = wood;
  pen.fillRect(0, 0, canvas.width, canvas.height);
}

const SPOILS: Record<string, Spoil> = {
  "as it is": filtered(() => "none"),
  "out of focus": filtered((side) => `blur(${side / 400}px)`),
  "far out of focus": filtered((side) => `blur(${side / 200}px)`),
  dark: filtered(() => "brightness(0.2)"),
  lamp: burnt,
  table,
};

export async function looksAt(
  base64: string,
): Promise<Record<string, { findings: Finding[]; measures: Measures }>> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const scale = Math.min(1, 2_200 / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  return Object.fromEntries(
    Object.entries(SPOILS).map(([name, spoil]) => {
      const copy = sheet(width, height);
      spoil(copy, picture);
      const small = Math.min(1, LOOKED_AT_SIDE / Math.max(width, height));
      const grey = sheet(Math.round(width * small), Math.round(height * small));
      grey.pen.drawImage(copy.canvas, 0, 0, grey.canvas.width, grey.canvas.height);
      const seen = luminance(grey.pen.getImageData(0, 0, grey.canvas.width, grey.canvas.height));
      return [name, { findings: findingsIn(seen), measures: measured(seen) }];
    }),
  );
}
