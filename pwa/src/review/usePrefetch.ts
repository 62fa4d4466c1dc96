/** Asks for the next document before it is wanted: its values, its note, its words and its picture. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pageAddress, pageNumbers, wordsQuery } from "./picture/pages";
import { documentQuery, previewQuery } from "./queries";

export function usePrefetch(id: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    // What can't be had now is asked for when it is wanted.
    if (id) prefetch(client, id).catch(() => undefined);
  }, [client, id]);
}

async function prefetch(client: QueryClient, id: string): Promise<void> {
  const document = await client.query(documentQuery(id));
  const page = pageNumbers(document)[0] ?? 1;
  // Kept by the browser, which shows it at once when it is asked for again.
  new Image().src = pageAddress(document, page);
  if (document.state !== "REVIEW" || !document.extraction) return;
  await Promise.all([
    client.query(wordsQuery(id, page)),
    client.query(previewQuery(document, document.extraction)),
  ]);
}
