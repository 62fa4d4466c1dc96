/** The people of the office. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { User } from "../../shared/api/types";

export const USERS = ["users"] as const;
export const ROLES = ["ROLE_OWNER", "ROLE_ACCOUNTANT", "ROLE_VIEWER", "ROLE_CLIENT"] as const;

export const usersQuery = infiniteQueryOptions({
  queryKey: USERS,
  queryFn: ({ pageParam, signal }) =>
    api<{ users: User[]; next_page_token: string }>("/users", {
      signal,
      query: { page_size: 100, page_token: pageParam },
    }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_page_token || undefined,
});
