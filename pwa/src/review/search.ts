/** What the work list shows, as it stands in the address: shared by the list and the page of one document. */
import { DOCUMENT_STATES, type DocumentState } from "../shared/api/types";

export const SORTS = [
  "create_time desc",
  "create_time",
  "update_time desc",
  "issue_date desc",
  "total desc",
  "supplier",
] as const;
export type Sort = (typeof SORTS)[number];

export interface WorkSearch {
  state?: DocumentState;
  client?: string;
  q?: string;
  sort?: Sort;
}

/** Reads the address; what is not understood is left out. */
export function readWorkSearch(search: Record<string, unknown>): WorkSearch {
  const text = (value: unknown): string | undefined =>
    typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
  return {
    state: DOCUMENT_STATES.find((state) => state === search.state),
    client: text(search.client),
    q: text(search.q),
    sort: SORTS.find((sort) => sort === search.sort),
  };
}
