/** What a JPEG says of itself before its picture: size, colours, and how it was held (EXIF). */

export interface JpegHead {
  width: number;
  height: number;
  /** 1 grey, 3 colour, 4 print colours. */
  components: number;
  /** EXIF orientation, 1 to 8; 1 where nothing is said. */
  orientation: number;
}

const START = 0xffd8;
const EXIF = 0xe1;
const SCAN = 0xda;
/** Start of frame, but for DHT, JPG and DAC, which lie among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Undefined for what is no JPEG, or breaks off before its picture. */
export function jpegHead(bytes: ArrayBuffer): JpegHead | undefined {
  const view = new DataView(bytes);
  try {
    if (view.getUint16(0) !== START) return undefined;
    let orientation = 1;
    for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint8(at) !== 0xff) return undefined;
      const marker = view.getUint8(at + 1);
      if (marker === EXIF) orientation = exifOrientation(view, at + 4) ?? orientation;
      if (marker === SCAN) return undefined;
      if (!isFrame(marker)) continue;
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
        orientation,
      };
    }
  } catch {
    return undefined;
  }
}

const ORIENTATION = 0x0112;

/** The orientation in the first directory of an EXIF segment (TIFF 6.0, tag 274). */
function exifOrientation(view: DataView, at: number): number | undefined {
  if (view.getUint32(at) !== 0x45786966) return undefined;
  const tiff = at + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (view.getUint16(entry, little) === ORIENTATION) return view.getUint16(entry + 8, little);
  }
  return undefined;
}
