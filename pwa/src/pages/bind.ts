/** Binds the pages of one document, which the phone kept one by one, into one file. */
import { mintId } from "../queue/sha256";
import { database, type Page } from "../queue/database";
import { written } from "../queue/captures";
import { LONG_SIDE, redrawn } from "../picture/look";
import { jpegHead, type JpegHead } from "./jpegHead";
import { pdfOf, type PdfPage } from "./pdf";

/** The browser can't draw this file: it can't be a page among others, but may go alone. */
export class NotAPage extends Error {}

export async function pagesOf(owner: string): Promise<Page[]> {
  return await database.pages
    .where("[owner+createdAt]")
    .between([owner, 0], [owner, Infinity])
    .sortBy("createdAt");
}

/**
 * Keeps a page on the phone, ready to be bound.
 * @throws NotAPage for what can't be drawn, NotKept where the phone has no room
 */
export async function addPage(owner: string, file: File, originals: boolean): Promise<void> {
  const bytes = await ready(await file.arrayBuffer(), file.type, originals);
  const page: Page = { id: mintId(), owner, createdAt: Date.now(), bytes };
  await written(() => database.pages.add(page));
}

export async function removePage(id: string): Promise<void> {
  await database.pages.delete(id);
}

export async function removePages(pages: readonly Page[]): Promise<void> {
  await database.pages.bulkDelete(pages.map(({ id }) => id));
}

/** The same bytes where a PDF can hold them, else a JPEG drawn from them. */
async function ready(bytes: ArrayBuffer, mediaType: string, originals: boolean): Promise<ArrayBuffer> {
  const head = jpegHead(bytes);
  const isSmall = head !== undefined && (originals || Math.max(head.width, head.height) <= LONG_SIDE);
  if (isSmall && turnOf(head) !== undefined && componentsOf(head) !== undefined) return bytes;
  return await redrawn(bytes, mediaType).catch(() => {
    throw new NotAPage("not drawn");
  });
}

/** EXIF orientations that a turn alone puts right; mirrored ones come from no camera's back. */
function turnOf({ orientation }: JpegHead): PdfPage["turned"] | undefined {
  return new Map([
    [1, 0],
    [3, 180],
    [6, 90],
    [8, 270],
  ] as const).get(orientation as 1);
}

function componentsOf({ components }: JpegHead): PdfPage["components"] | undefined {
  return components === 1 || components === 3 ? components : undefined;
}

export function bind(pages: readonly Page[], name: string): File {
  const pdf = pdfOf(pages.flatMap(({ bytes }) => pageOf(bytes) ?? []));
  return new File([pdf as Uint8Array<ArrayBuffer>], name, { type: "application/pdf" });
}

function pageOf(bytes: ArrayBuffer): PdfPage | undefined {
  const head = jpegHead(bytes);
  const turned = head && turnOf(head);
  const components = head && componentsOf(head);
  if (!head || turned === undefined || components === undefined) return undefined;
  return { jpeg: new Uint8Array(bytes), width: head.width, height: head.height, components, turned };
}
