/** What the review asks the server for. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from "@tanstack/react-query";
import { api } from "../shared/api/http";
import type { Account, Booking, Correction, Doc, DocumentPage, Extraction, Note } from "../shared/api/types";
import { fetchClients } from "../shared/identity";
import type { WorkSearch } from "./search";

const PAGE = 100;
/** What waits: for its reading, for a person, or for another try. */
const OPEN_STATES = ["RECEIVED", "READING", "REVIEW", "FAILED"];

export const documentKeys = {
  all: ["documents"] as const,
  lists: ["documents", "list"] as const,
  summaries: ["documents", "summary"] as const,
  one: (id: string) => ["documents", "one", id] as const,
  /** Not under `all`: it names what is on its way to the server. */
  correcting: (id: string) => ["correcting", id] as const,
  notes: (id: string) => ["documents", "notes", id] as const,
  trials: (id: string) => ["trials", id] as const,
  words: (id: string) => ["documents", "words", id] as const,
};

/** A list with more pages is kept as it is, and patched: asking for a hundred pages anew would stall both sides. */
const REFETCHED_PAGES = 3;

export function isLong(data: unknown): boolean {
  return ((data as Partial<InfiniteData<DocumentPage>> | undefined)?.pages?.length ?? 0) > REFETCHED_PAGES;
}

const unlessLong = ({ state }: { state: { data?: unknown } }): boolean => !isLong(state.data);

export function workQuery(search: WorkSearch) {
  return infiniteQueryOptions({
    queryKey: [...documentKeys.lists, search],
    queryFn: ({ pageParam, signal }) =>
      api<DocumentPage>("/documents", {
        signal,
        query: {
          client_id: search.client,
          state: search.state ?? (search.open && OPEN_STATES),
          search: search.q,
          order_by: search.sort,
          needs_review: search.attention && String(search.attention === "yes"),
          received_from: search.from,
          received_to: search.to,
          supplier_cui: search.cui,
          page_size: PAGE,
          page_token: pageParam,
        },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_page_token || undefined,
    placeholderData: keepPreviousData,
    refetchOnMount: unlessLong,
    refetchOnReconnect: unlessLong,
    refetchOnWindowFocus: unlessLong,
  });
}

export function summaryQuery(client: string | undefined) {
  return queryOptions({
    queryKey: [...documentKeys.summaries, client ?? ""],
    queryFn: ({ signal }) =>
      api<{ states: Record<string, number>; total: number }>("/documents:summary", {
        signal,
        query: { client_id: client },
      }),
    placeholderData: keepPreviousData,
  });
}

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: documentKeys.one(id),
    queryFn: ({ signal }) => api<Doc>(`/documents/${id}`, { signal }),
  });
}

export function correctionsQuery(id: string, revision: number) {
  return queryOptions({
    queryKey: [...documentKeys.one(id), "corrections", revision],
    queryFn: async ({ signal }) =>
      (await api<{ corrections: Correction[] }>(`/documents/${id}/corrections`, { signal })).corrections,
    placeholderData: keepPreviousData,
  });
}

/** What the checks say of values that are only being typed; nothing is stored. */
export function trialQuery(id: string, extraction: Extraction | undefined) {
  return queryOptions({
    queryKey: [...documentKeys.trials(id), extraction],
    queryFn: async ({ signal }) => {
      const { boxes, text, ...facts } = extraction ?? ({} as Extraction);
      return await api<Extraction>("/extractions:verify", {
        method: "POST",
        signal,
        json: { extraction: facts },
      });
    },
    enabled: extraction !== undefined,
    staleTime: Infinity,
    gcTime: 10_000,
    retry: false,
  });
}

/** The note that an approval would build from what is on the screen. */
export function previewQuery(document: Doc, extraction: Extraction, booking?: Booking) {
  // Where a value stands on the page does not matter to the books.
  const { boxes, confidence, text, checks, ...facts } = extraction;
  return queryOptions({
    queryKey: [...documentKeys.notes(document.id), "preview", facts, booking],
    queryFn: ({ signal }) =>
      api<Note>("/notes:preview", {
        method: "POST",
        signal,
        json: { client_id: document.client_id, document_id: document.id, extraction: facts, booking },
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function bookedQuery(id: string) {
  return queryOptions({
    queryKey: [...documentKeys.notes(id), "booked"],
    queryFn: async ({ signal }) =>
      (await api<{ notes: Note[] }>("/notes", { signal, query: { document_id: id } })).notes,
  });
}

/** The company's documents that may be merged with one another, newest first. */
export function siblingsQuery(client: string) {
  return queryOptions({
    queryKey: [...documentKeys.lists, "siblings", client],
    queryFn: async ({ signal }) =>
      (
        await api<DocumentPage>("/documents", {
          signal,
          query: { client_id: client, state: ["REVIEW", "FAILED"], page_size: 60 },
        })
      ).documents,
  });
}

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: async ({ signal }) => (await api<{ accounts: Account[] }>("/accounts", { signal })).accounts,
  staleTime: 600_000,
});

export const clientsQuery = queryOptions({
  queryKey: ["clients", "all"],
  queryFn: fetchClients,
  staleTime: 60_000,
});

/** A document that waits for review, other than this one; undefined where none is left. */
export async function anotherToReview(id: string, client: string | undefined): Promise<string | undefined> {
  const page = await api<DocumentPage>("/documents", {
    query: { state: "REVIEW", client_id: client, page_size: 2, order_by: "create_time desc" },
  });
  return page.documents.find((document) => document.id !== id)?.id;
}
