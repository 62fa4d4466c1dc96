/** The chart of accounts. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Account } from "../../shared/api/types";

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: async ({ signal }) => (await api<{ accounts: Account[] }>("/accounts", { signal })).accounts,
  staleTime: Infinity,
});

/** The name of an account, or of the one that it is an analytic of; empty where the chart has none. */
export function useAccountName(): (code: string) => string {
  const { data = [] } = useQuery(accountsQuery);
  const names = new Map(data.map(({ code, name }) => [code, name]));
  return (code) => names.get(code.split(".")[0] ?? "") ?? "";
}

/** Accounts whose number begins with the text or whose name has its words, those by number first. */
export function matching(accounts: readonly Account[], text: string, most = 30): Account[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const [first = ""] = words;
  const fits = accounts.filter(
    ({ code, name }) => code.startsWith(first) || words.every((word) => plain(name).includes(word)),
  );
  return fits.slice(0, most);
}

/** Without capitals and the marks of Romanian letters. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
