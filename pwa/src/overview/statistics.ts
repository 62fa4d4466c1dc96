/** The office's figures: what the server counted, summed up as the page shows it. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api/http";
import type { Statistics } from "../shared/api/types";
import { documentKeys } from "../review/queries";

export type Months = Statistics["months"];

/** What became of documents; `closed` are those that were rejected. */
export const FATES = ["posted", "approved", "waiting", "closed"] as const;
export type Fate = (typeof FATES)[number];

export const AGES = ["days_0_1", "days_2_3", "days_4_7", "days_8_up"] as const;
export type Age = (typeof AGES)[number];

export type Counts = Record<Fate, number> & { received: number };

export function statisticsQuery(client: string | undefined) {
  return queryOptions({
    // Under the summaries, so that live changes of documents refresh it, too.
    queryKey: [...documentKeys.summaries, "statistics", client ?? ""],
    queryFn: ({ signal }) =>
      api<Statistics>("/documents:statistics", { signal, query: { client_id: client } }),
    placeholderData: keepPreviousData,
  });
}

export function add(rows: Months): Counts {
  const counts = { received: 0, posted: 0, approved: 0, waiting: 0, closed: 0 };
  for (const row of rows) {
    counts.received += row.received;
    counts.posted += row.posted;
    counts.approved += row.approved;
    counts.waiting += row.waiting;
    counts.closed += row.rejected;
  }
  return counts;
}

export function byKey(rows: Months, key: "month" | "client_id"): Map<string, Counts> {
  const groups = new Map<string, Months>();
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row]);
  return new Map([...groups].map(([name, some]) => [name, add(some)]));
}

/** Whole percent; undefined where there is nothing to divide. */
export function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((100 * part) / whole);
}

/** First and last day of receipt of documents of an age, counted in days before today. */
export function daysOf(age: Age, today = new Date()): { from?: string; to: string } {
  const [youngest, oldest] = { days_0_1: [0, 1], days_2_3: [2, 3], days_4_7: [4, 7], days_8_up: [8] }[age];
  const day = (back: number): string => {
    const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back);
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  return { to: day(youngest ?? 0), ...(oldest === undefined ? {} : { from: day(oldest) }) };
}
