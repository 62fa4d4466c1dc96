/** The one cache of server data, and what happens to every query when the session ends. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./shared/api/problem";

const signedOutListeners = new Set<() => void>();

/** Calls back once the server no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  signedOutListeners.add(listener);
}

function watchSession(error: Error): void {
  if (error instanceof ApiProblem && error.isSignedOut) for (const listener of signedOutListeners) listener();
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: watchSession }),
  mutationCache: new MutationCache({ onError: watchSession }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: "always",
      retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.isPassing,
    },
    mutations: { networkMode: "always" },
  },
});
