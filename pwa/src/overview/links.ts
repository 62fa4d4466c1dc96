/** Where a number leads: the work list with the filters that count the same documents. */
import type { WorkSearch } from "../review/search";
import { monthSpan } from "../shared/dates";
import type { Fate } from "./statistics";

const STATE = {
  posted: { state: "POSTED" },
  approved: { state: "APPROVED" },
  waiting: { open: "yes" },
  closed: { state: "REJECTED" },
} as const satisfies Record<Fate, WorkSearch>;

/** @param month such as `2026-11`; undefined for whenever it was received */
export function linkOf(
  fate: Fate | "received",
  month: string | undefined,
  client: string | undefined,
): WorkSearch {
  return { ...(fate === "received" ? {} : STATE[fate]), ...(month ? monthSpan(month) : {}), client };
}
