/** Which document comes next and which came before, in the order of the list that the person came from. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { DocumentState } from "../shared/api/types";
import { workQuery } from "./queries";
import type { WorkSearch } from "./search";

const AHEAD = 5;

export interface WorkOrder {
  /** From 1; 0 while the document is not in the list. */
  index: number;
  count: number;
  previous: string | undefined;
  next: string | undefined;
  /** The next one that waits for review, else any other that does. */
  nextToReview: string | undefined;
}

/**
 * The order stays as it was when the person began: a document that leaves the list by its approval keeps its
 * place, so that next and previous lead on from it.
 */
export function useWorkOrder(id: string, search: WorkSearch): WorkOrder {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(workQuery(search));
  const kept = useRef<string[]>([]);
  const key = JSON.stringify(search);
  const keptFor = useRef(key);

  const order = useMemo(() => {
    const documents = data?.pages.flatMap((page) => page.documents) ?? [];
    const states = new Map<string, DocumentState>(documents.map((document) => [document.id, document.state]));
    return { documents, states };
  }, [data]);

  const ids = useMemo(() => {
    if (keptFor.current !== key) kept.current = [];
    keptFor.current = key;
    const known = new Set(kept.current);
    kept.current = [
      ...kept.current,
      ...order.documents.map((one) => one.id).filter((one) => !known.has(one)),
    ];
    return kept.current;
  }, [order, key]);

  const at = ids.indexOf(id);
  useEffect(() => {
    if (at >= ids.length - AHEAD && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [at, ids, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const waits = (one: string): boolean => one !== id && order.states.get(one) === "REVIEW";
  return {
    index: at + 1,
    count: ids.length,
    previous: at > 0 ? ids[at - 1] : undefined,
    next: ids[at + 1],
    nextToReview: ids.slice(at + 1).find(waits) ?? ids.slice(0, Math.max(at, 0)).find(waits),
  };
}
