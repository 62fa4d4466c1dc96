/** Keeps what is shown in step with the server, however many documents move. */
import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../shared/api/http";
import { listenLive } from "../shared/api/live";
import type { Doc, DocumentEvent, DocumentPage } from "../shared/api/types";
import { documentKeys, isLong } from "./queries";

const DELAY_MS = 300;

type Pages = InfiniteData<DocumentPage>;

/** Puts a changed document where long lists show it. */
async function patchLongLists(client: QueryClient, id: string): Promise<void> {
  const long = client
    .getQueriesData<Pages>({ queryKey: documentKeys.lists })
    .filter(([, data]) => isLong(data));
  if (!long.some(([, data]) => data?.pages.some((page) => page.documents.some((one) => one.id === id))))
    return;
  const document = await api<Doc>(`/documents/${id}`);
  for (const [key] of long) {
    client.setQueryData<Pages>(
      key,
      (data) => data && { ...data, pages: data.pages.map((page) => withDocument(page, document)) },
    );
  }
}

function withDocument(page: DocumentPage, document: Doc): DocumentPage {
  if (!page.documents.some((one) => one.id === document.id)) return page;
  return { ...page, documents: page.documents.map((one) => (one.id === document.id ? document : one)) };
}

/** Asks again for everything under the key that is shown, but for long lists. */
function refresh(client: QueryClient, queryKey: readonly string[]): void {
  void client.invalidateQueries({ queryKey, predicate: (query) => !isLong(query.state.data) });
}

export function useLiveDocuments(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function changed(event: DocumentEvent): void {
      const known = client.getQueryData<Doc>(documentKeys.one(event.id));
      // While corrections are on their way, their answers are newer than what could be asked for.
      const isCorrecting = client.isMutating({ mutationKey: documentKeys.correcting(event.id) }) > 0;
      if (known && known.revision < event.revision && !isCorrecting) {
        void client.invalidateQueries({ queryKey: documentKeys.one(event.id) });
      }
      void client.invalidateQueries({ queryKey: documentKeys.notes(event.id) });
      // What can't be fetched now comes with the next look at the list.
      patchLongLists(client, event.id).catch(() => undefined);
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh(client, documentKeys.lists);
        refresh(client, documentKeys.summaries);
      }, DELAY_MS);
    }
    const stop = listenLive({
      changed,
      lookAgain: () => refresh(client, documentKeys.all),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}
