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
  /** Only those that a check asks a person to look at, or only the others. */
  attention?: "yes" | "no";
  /** Only those that are not yet approved. */
  open?: "yes";
  /** First and last day of receipt, ISO 8601. */
  from?: string;
  to?: string;
  /** Supplier's fiscal code. */
  cui?: string;
}

/** Reads the address; what is not understood is left out. */
export function readWorkSearch(search: Record<string, unknown>): WorkSearch {
  const text = (value: unknown): string | undefined =>
    typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
  const day = (value: unknown): string | undefined =>
    typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  return {
    open: search.open === "yes" ? "yes" : undefined,
    attention: search.attention === "yes" || search.attention === "no" ? search.attention : undefined,
    from: day(search.from),
    to: day(search.to),
    cui: text(search.cui),
    state: DOCUMENT_STATES.find((state) => state === search.state),
    client: text(search.client),
    q: text(search.q),
    sort: SORTS.find((sort) => sort === search.sort),
  };
}
