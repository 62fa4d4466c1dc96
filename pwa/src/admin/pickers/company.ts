/** The company that the office's pages are about: the address says which, else the one chosen last. */
import { useQuery } from "@tanstack/react-query";
import { clientsQuery } from "../../review/queries";
import type { Client } from "../../shared/api/types";
import { chosenClient } from "../../shared/identity";

export interface Company {
  /** All companies by name; undefined while they are fetched. */
  clients: Client[] | undefined;
  /** Undefined while the companies are fetched, and in an office without any. */
  company: Client | undefined;
  error: Error | null;
  retry: () => void;
}

export function useCompany(asked: string | undefined): Company {
  const { data: clients, error, refetch } = useQuery(clientsQuery);
  const company = clients?.find(({ id }) => id === (asked ?? chosenClient())) ?? clients?.[0];
  return { clients, company, error, retry: () => void refetch() };
}
