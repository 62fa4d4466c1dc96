/** Keeps the captures that were sent in step with their documents on the server. */
import { database } from "../queue/database";
import { follow, latest } from "../queue/queue";
import { isNews } from "../queue/transitions";
import { api } from "../shared/api/http";
import { listenLive } from "../shared/api/live";
import type { Doc, DocumentEvent, DocumentPage } from "../shared/api/types";
import { rememberedClients } from "../shared/identity";

/** States that bring more than their name: why, or what was read. */
const TELLING = new Set(["REVIEW", "REJECTED", "FAILED"]);

/** States after which nothing more happens by itself. */
const SETTLED = new Set(["POSTED"]);

function deducts(clientId: string): boolean {
  return rememberedClients().some(({ id, vat_payer }) => id === clientId && vat_payer);
}

async function followOne(event: DocumentEvent): Promise<void> {
  const capture = await database.captures.get(event.id);
  if (!capture || !isNews(capture, event)) return;
  if (TELLING.has(event.state)) {
    await follow(await api<Doc>(`/documents/${event.id}`), deducts(event.client_id));
  } else {
    await database.captures.update(event.id, {
      serverState: event.state,
      revision: event.revision,
      message: undefined,
    });
  }
}

async function followAll(owner: string): Promise<void> {
  const open = (await latest(owner)).filter(
    (one) => one.phase === "SENT" && !SETTLED.has(one.serverState ?? ""),
  );
  for (const clientId of new Set(open.map((capture) => capture.clientId))) {
    const mine = new Set(
      open.filter((capture) => capture.clientId === clientId).map((capture) => capture.id),
    );
    const page = await api<DocumentPage>("/documents", { query: { client_id: clientId, page_size: 200 } });
    for (const document of page.documents)
      if (mine.has(document.id)) await follow(document, deducts(clientId));
  }
}

/** Follows until the returned function is called. What can't be asked now is asked at the next sign of life. */
export function startFollowing(owner: string): () => void {
  return listenLive({
    changed: (event) => void followOne(event).catch(() => undefined),
    lookAgain: () => void followAll(owner).catch(() => undefined),
  });
}
