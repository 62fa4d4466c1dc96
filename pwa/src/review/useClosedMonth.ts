/** The month that a document's note would fall into, where its books are closed: known before anybody approves. */
import { useQuery } from "@tanstack/react-query";
import type { Booking, Doc } from "../shared/api/types";
import { previewQuery } from "./queries";

/** Code of the ledger's caution, by which it would refuse the approval. */
const CLOSED = "period_closed";
const AGAIN_MS = 15_000;

export interface ClosedMonth {
  /** Such as 03.2024; undefined while the month is open or not known yet. */
  closed: string | undefined;
  /** It may have been reopened since. */
  askAgain: () => void;
}

export function useClosedMonth(document: Doc, booking: Booking | undefined): ClosedMonth {
  const { data, isPlaceholderData, refetch } = useQuery({
    ...previewQuery(document, document.extraction ?? ({} as never), booking),
    enabled: document.state === "REVIEW" && document.extraction !== undefined,
    refetchInterval: ({ state }) => (state.data?.warnings.includes(CLOSED) ? AGAIN_MS : false),
  });
  // What stands there for the moment may be the note of the document before.
  const note = isPlaceholderData ? undefined : data;
  const closed = note?.warnings.includes(CLOSED) ? shortMonth(note.date) : undefined;
  return { closed, askAgain: () => void refetch() };
}

/** `2024-03-15` or `2024-03` as `03.2024`. */
export function shortMonth(day: string): string {
  const [year = "", month = ""] = day.split("-");
  return `${month}.${year}`;
}
