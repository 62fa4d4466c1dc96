/** Which picture shows which page of a document, and the words that stand on it. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { useState } from "react";
import { address, api } from "../../shared/api/http";
import { refreshSession } from "../../shared/api/session";
import type { Doc } from "../../shared/api/types";
import { documentKeys } from "../queries";

/** What every browser shows by itself, upright as the camera meant it. */
const SHOWN_BY_BROWSERS = new Set(["image/jpeg", "image/png", "image/webp", "image/svg+xml"]);

/** Eight fractions of the page: x and y of the corners from the top left, clockwise. */
export type Quad = readonly number[];

export interface Word {
  text: string;
  quad: Quad;
}

/** The pages of this document among those of its files, which may hold others, too. */
export function pageNumbers({ extraction, page_count, first_page = 1, last_page }: Doc): number[] {
  const boxed = Object.values(extraction?.boxes ?? {}).map(({ page }) => page);
  const last = last_page ?? page_count ?? Math.max(first_page, extraction?.pages ?? 1, ...boxed);
  return Array.from({ length: Math.max(1, last - first_page + 1) }, (_, index) => first_page + index);
}

export function fileAddress(document: Doc): string {
  return `/api/v1/documents/${document.id}/content`;
}

/**
 * A single photo comes as it is; whatever a browser may not show (PDF, HEIC) the server draws, page by page.
 * @param width of a small picture, in pixels
 */
export function pageAddress(document: Doc, page: number, width?: number): string {
  if (isOnePhoto(document)) return fileAddress(document);
  return address(`/documents/${document.id}/pages/${page}`, { version: document.pages_version, width });
}

function isOnePhoto(document: Doc): boolean {
  return (
    SHOWN_BY_BROWSERS.has(document.media_type) &&
    (document.page_count ?? 1) === 1 &&
    !document.files.some(({ region }) => region) &&
    pageNumbers(document).join() === "1"
  );
}

export function wordsQuery(id: string, page: number) {
  return queryOptions({
    queryKey: [...documentKeys.words(id), page],
    queryFn: async ({ signal }) =>
      (await api<{ words: Word[] }>(`/documents/${id}/words`, { signal, query: { page } })).words,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
}

/** The picture's address; after a failure once more with a session that was continued. */
export function useSource(address: string): { source: string; broken: boolean; onError: () => void } {
  const [tries, setTries] = useState(0);
  function onError(): void {
    if (tries > 0) return setTries(2);
    refreshSession(Date.now()).then(
      () => setTries(1),
      () => setTries(2),
    );
  }
  return { source: tries === 0 ? address : `${address}#again`, broken: tries === 2, onError };
}
