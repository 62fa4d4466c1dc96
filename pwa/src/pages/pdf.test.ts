import { describe, expect, test } from "vitest";
import { jpegHead } from "./jpegHead";
import { pdfOf, type PdfPage } from "./pdf";

const page = (fields: Partial<PdfPage> = {}): PdfPage => ({
  jpeg: Uint8Array.from([0xff, 0xd8, 0xff, 0x00, 0x80, 0xd9]),
  width: 1500,
  height: 2000,
  components: 3,
  turned: 0,
  ...fields,
});

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("a PDF around JPEG pages", () => {
  test("has every page in order, with its picture's bytes as they are", () => {
    const pictures = [0x11, 0x22, 0x33].map((byte) => Uint8Array.from([0xff, 0xd8, byte, 0xd9]));
    const text = latin1(pdfOf(pictures.map((jpeg) => page({ jpeg }))));
    expect(text).toContain("/Count 3 /Kids [3 0 R 6 0 R 9 0 R]");
    const places = pictures.map((picture) => text.indexOf(`stream\n${latin1(picture)}\nendstream`));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
  });

  test("names where each object begins", () => {
    const text = latin1(pdfOf([page(), page()]));
    const table = /xref\n0 (\d+)\n([\s\S]*)trailer/.exec(text);
    const offsets = [...(table?.[2] ?? "").matchAll(/(\d{10}) 00000 n /g)].map(([, offset]) =>
      Number(offset),
    );
    expect(offsets.map((offset) => text.slice(offset).split("\n", 1)[0])).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    );
    expect(Number(table?.[1])).toBe(offsets.length + 1);
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/);
  });

  test("turns a page as it was held, and says how many colours it has", () => {
    const text = latin1(pdfOf([page({ turned: 90, components: 1 })]));
    expect(text).toContain("/Rotate 90");
    expect(text).toContain("/ColorSpace /DeviceGray");
    expect(text).toContain("/MediaBox [0 0 631.50 842.00]");
  });
});

/** A JPEG's beginning: EXIF with an orientation where one is given, then its frame. */
function jpeg(orientation?: number, little = true): ArrayBuffer {
  const exif: number[] = [];
  if (orientation !== undefined) {
    const short = (value: number): number[] =>
      little ? [value & 255, value >> 8] : [value >> 8, value & 255];
    const long = (value: number): number[] => (little ? [...short(value), 0, 0] : [0, 0, ...short(value)]);
    const order = little ? [0x49, 0x49] : [0x4d, 0x4d];
    const entry = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0];
    const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...order, ...short(42), ...long(8), ...short(1), ...entry];
    exif.push(0xff, 0xe1, 0, body.length + 2, ...body);
  }
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...exif,
    ...[0xff, 0xdb, 0, 4, 0, 0],
    ...[0xff, 0xc2, 0, 11, 8, 0x07, 0xd0, 0x05, 0xdc, 3, 0, 0, 0],
  ]).buffer;
}

describe("the head of a JPEG", () => {
  test("tells size, colours and how it was held, in either byte order", () => {
    const known = { width: 1500, height: 2000, components: 3 };
    expect(jpegHead(jpeg())).toEqual({ ...known, orientation: 1 });
    expect(jpegHead(jpeg(6))).toEqual({ ...known, orientation: 6 });
    expect(jpegHead(jpeg(8, false))).toEqual({ ...known, orientation: 8 });
  });

  test.each([
    ["nothing", []],
    ["a PNG", [0x89, 0x50, 0x4e, 0x47]],
    ["one that breaks off", [0xff, 0xd8, 0xff, 0xe1, 0x00]],
    ["one without a frame", [0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0]],
    ["one whose segments lead nowhere", [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0]],
  ])("is not made up for %s", (_, bytes) => {
    expect(jpegHead(Uint8Array.from(bytes).buffer)).toBeUndefined();
  });
});
