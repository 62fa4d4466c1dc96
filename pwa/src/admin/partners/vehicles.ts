/** The vehicles of a company. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Vehicle } from "../../shared/api/types";

export const VEHICLES = ["vehicles"] as const;

export function vehiclesQuery(client: string) {
  return queryOptions({
    queryKey: [...VEHICLES, client],
    queryFn: async ({ signal }) =>
      (await api<{ vehicles: Vehicle[] }>("/vehicles", { signal, query: { client_id: client } })).vehicles,
    enabled: client !== "",
  });
}
