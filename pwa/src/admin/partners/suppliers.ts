/** Facts about suppliers, and the accounts that their expenses go to. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { AccountRule, LearnedAccount, RegisteredSupplier } from "../../shared/api/types";

export const RULES = ["account-rules"] as const;

export function supplierQuery(cui: string, day: string) {
  return queryOptions({
    queryKey: ["suppliers", cui, day],
    queryFn: ({ signal }) => api<RegisteredSupplier>(`/suppliers/${cui}`, { signal, query: { date: day } }),
    enabled: cui !== "",
  });
}

export interface Rules {
  rules: AccountRule[];
  /** By supplier, the accounts of earlier approvals. */
  learned: LearnedAccount[];
}

export const rulesQuery = queryOptions({
  queryKey: RULES,
  queryFn: ({ signal }) => api<Rules>("/account-rules", { signal }),
});

export interface Known {
  cui: string;
  /** What the office ruled; empty where it did not. */
  account: string;
  /** The account of most approvals first. */
  learned: LearnedAccount[];
}

/** What is known of every supplier that the office ruled on or learned of, by fiscal code. */
export function knownOf({ rules, learned }: Rules): Known[] {
  const known = new Map<string, Known>();
  const of = (cui: string): Known => {
    const one = known.get(cui) ?? { cui, account: "", learned: [] };
    known.set(cui, one);
    return one;
  };
  for (const { supplier_cui, account } of rules) of(supplier_cui).account = account;
  for (const one of learned) of(one.supplier_cui).learned.push(one);
  for (const one of known.values()) one.learned.sort((a, b) => b.approvals - a.approvals);
  return [...known.values()].sort((a, b) => a.cui.localeCompare(b.cui));
}
