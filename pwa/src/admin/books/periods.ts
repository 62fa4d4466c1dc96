/** Months of a company's books, as the server lists them and as a year shows them. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Period } from "../../shared/api/types";

export const PERIODS = ["periods"] as const;

export function periodsQuery(client: string) {
  return queryOptions({
    queryKey: [...PERIODS, client],
    queryFn: async ({ signal }) =>
      (await api<{ periods: Period[] }>("/periods", { signal, query: { client_id: client } })).periods,
  });
}

/** A month of the calendar; without a period it never had a note and never was closed. */
export interface Month {
  month: string;
  period: Period | undefined;
}

export function monthsOf(year: number, periods: readonly Period[]): Month[] {
  const byMonth = new Map(periods.map((period) => [period.month, period]));
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, "0")}`;
    return { month, period: byMonth.get(month) };
  });
}

export type MonthState = "open" | "closed" | "empty";

export function stateOf({ period }: Month): MonthState {
  if (period?.closed) return "closed";
  return period && period.notes > 0 ? "open" : "empty";
}
