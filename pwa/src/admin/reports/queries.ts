/** What the page of reports asks the server for. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { documentKeys } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Note, Report, ReportDescription } from "../../shared/api/types";

/** The reports that there are, titled in the language of the page. */
export function catalogueQuery(language: string) {
  return queryOptions({
    queryKey: ["reports", "catalogue", language],
    queryFn: async ({ signal }) =>
      (await api<{ reports: ReportDescription[] }>("/reports", { signal })).reports,
    staleTime: Infinity,
  });
}

export interface ReportScope {
  client_id: string;
  /** First and last day. */
  from: string;
  to: string;
  supplier_cui?: string;
}

export function reportPath(name: string): string {
  return `/reports/${name}`;
}

export function reportQuery(name: string, scope: ReportScope, language: string) {
  return queryOptions({
    // Documents change when notes do, and so do reports.
    queryKey: ["documents", "report", name, scope, language],
    queryFn: ({ signal }) => api<Report>(reportPath(name), { signal, query: { ...scope } }),
    placeholderData: keepPreviousData,
  });
}

/** All notes of a document, the newest first. */
export function notesQuery(document: string) {
  return queryOptions({
    queryKey: [...documentKeys.notes(document), "all"],
    queryFn: async ({ signal }) =>
      (await api<{ notes: Note[] }>("/notes", { signal, query: { document_id: document, page_size: 200 } }))
        .notes,
    // A storno is posted within moments, and the ledger tells nobody.
    refetchInterval: ({ state }) => (state.data?.some((note) => note.state === "PENDING") ? 1_000 : false),
  });
}
