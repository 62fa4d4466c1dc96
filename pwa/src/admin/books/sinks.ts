/** Which books the notes of the office and its companies go to. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Sink } from "../../shared/api/types";

export const SINKS = ["sinks"] as const;

export const sinksQuery = queryOptions({
  queryKey: SINKS,
  queryFn: ({ signal }) => api<{ sinks: Sink[]; kinds: string[] }>("/sinks", { signal }),
});
