/** What the page of settings asks the server for. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Setting, SettingChange } from "../../shared/api/types";

const PAGE = 30;

export const SETTINGS = ["settings"] as const;

/** Every setting as it holds on a day, for a company or (empty) the office. */
export function settingsQuery(client: string, day: string) {
  return queryOptions({
    queryKey: [...SETTINGS, "held", client, day],
    queryFn: async ({ signal }) =>
      (await api<{ settings: Setting[] }>("/settings", { signal, query: { client_id: client, on: day } }))
        .settings,
    placeholderData: keepPreviousData,
  });
}

/** Who set what, the latest first; an empty key asks for all settings. */
export function changesQuery(key: string) {
  return infiniteQueryOptions({
    queryKey: [...SETTINGS, "changes", key],
    queryFn: ({ pageParam, signal }) =>
      api<{ changes: SettingChange[]; next_page_token: string }>("/settings:history", {
        signal,
        query: { key, page_size: PAGE, page_token: pageParam },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_page_token || undefined,
  });
}
