/** One way to call the REST API: language, session continuation and problems in one place. */
import { ApiProblem, problemOf } from "./problem";
import { refreshSession } from "./session";

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Record<string, string | number | readonly string[] | undefined>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Address with its query; empty values are left out, lists repeat their name. */
export function address(path: string, query: Call["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    for (const one of typeof value === "object" ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

/** The language that the person reads; the service worker, which shows nothing, speaks the first one. */
export function spokenLanguage(): string {
  return typeof document === "undefined" ? "ro" : document.documentElement.lang;
}

async function send(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = {
    "Accept-Language": spokenLanguage(),
    ...call.headers,
  };
  if (call.json !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(address(path, call.query), {
      method: call.method ?? "GET",
      headers,
      body: call.json === undefined ? call.body : JSON.stringify(call.json),
      signal: call.signal,
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new ApiProblem(0, "offline", "");
  }
}

/**
 * Calls the API and gives its JSON.
 * @throws ApiProblem for every answer but success; `signed_out` once the session can't be continued
 */
export async function api<T = undefined>(path: string, call: Call = {}): Promise<T> {
  const sent = Date.now();
  let response = await send(path, call);
  if (response.status === 401) {
    if (!(await refreshSession(sent))) throw new ApiProblem(401, "signed_out", "");
    response = await send(path, call);
    if (response.status === 401) throw new ApiProblem(401, "signed_out", "");
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
