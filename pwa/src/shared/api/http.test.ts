import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { address, api } from "./http";
import { ApiProblem } from "./problem";

let asked: string[];
let answers: Record<string, Response[]>;

beforeEach(() => {
  asked = [];
  answers = {};
  const store = new Map<string, string>();
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", { documentElement: { lang: "ro" } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
  });
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    const answer = answers[path]?.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("Failed to fetch"));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const REFRESH = "/api/v1/sessions:refresh";
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

test("addresses leave out what is empty and repeat lists", () => {
  expect(
    address("/documents", { state: ["REVIEW", "FAILED"], search: "", page_size: 0, client_id: undefined }),
  ).toBe("/api/v1/documents?state=REVIEW&state=FAILED&page_size=0");
  expect(address("/me")).toBe("/api/v1/me");
});

test("an ended access token is renewed once, and the call made again", async () => {
  answers = { "/api/v1/me": [json({}, 401), json({ user: { id: "1" } })], [REFRESH]: [json({})] };
  expect(await api<unknown>("/me")).toEqual({ user: { id: "1" } });
  expect(asked).toEqual(["/api/v1/me", REFRESH, "/api/v1/me"]);
});

test("a session that can't be renewed is signed out", async () => {
  answers = { "/api/v1/me": [json({}, 401)], [REFRESH]: [json({}, 401)] };
  await expect(api("/me")).rejects.toMatchObject({ isSignedOut: true });
});

test("no answer while renewing is no log-out", async () => {
  answers = { "/api/v1/me": [json({}, 401)] };
  await expect(api("/me")).rejects.toMatchObject({ isOffline: true, isSignedOut: false });
});

test("a problem carries the server's words, by field, too", async () => {
  answers = {
    "/api/v1/me": [
      json({ detail: "CUI greșit.", reason: "invalid", errors: [{ field: "cui", message: "Greșit." }] }, 400),
    ],
  };
  const problem = await api<unknown>("/me").catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 400, reason: "invalid", message: "CUI greșit.", isPassing: false });
  expect((problem as ApiProblem).fields.get("cui")).toBe("Greșit.");
});

test("an error page that is no JSON is a problem like any other", async () => {
  answers = { "/api/v1/me": [new Response("<html>502</html>", { status: 502 })] };
  await expect(api("/me")).rejects.toMatchObject({ status: 502, reason: "http_502", isPassing: true });
});
