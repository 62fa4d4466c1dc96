import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { countUnsent, keep, latest, sendAgain } from "../queue/captures";
import { database } from "../queue/database";
import { hex, sha256 } from "../queue/sha256";
import { drain } from "./drain";

const OWNER = "user-1";
let uploads: { path: string; headers: Headers; bytes: Uint8Array }[];
/** What the server answers next; a document with the bytes' own hash where nothing is set. */
let answers: (Response | "offline")[];

function problem(status: number, reason: string, detail: string): Response {
  return new Response(JSON.stringify({ status, reason, detail }), { status });
}

async function serve(input: string, init?: RequestInit): Promise<Response> {
  if (input.endsWith(":refresh")) return problem(401, "refresh_token_invalid", "");
  const bytes = new Uint8Array(init?.body as ArrayBuffer);
  uploads.push({ path: input, headers: new Headers(init?.headers), bytes });
  const answer = answers.shift();
  if (answer === "offline") throw new TypeError("Failed to fetch");
  if (answer) return answer;
  const document = {
    state: "RECEIVED",
    revision: 1,
    rejection_reason: "",
    sha256: hex(await sha256(bytes.buffer)),
  };
  return new Response(JSON.stringify(document), { status: 202 });
}

function photo(text: string): File {
  return new File([text], `${text}.jpg`, { type: "image/jpeg" });
}

beforeEach(() => {
  uploads = [];
  answers = [];
  vi.stubGlobal("fetch", serve);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", { documentElement: { lang: "ro" } });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

describe("draining", () => {
  test("sends each capture once under its own id, with its digest, oldest first", async () => {
    const [first, second] = [await keep(photo("one"), OWNER, "f"), await keep(photo("two"), OWNER, "f")];
    expect(await drain(OWNER)).toBe("empty");
    expect(uploads.map(({ path }) => path.split("?")[0])).toEqual([
      `/api/v1/documents/${first.id}/content`,
      `/api/v1/documents/${second.id}/content`,
    ]);
    expect(uploads[0]?.headers.get("Content-Digest")).toMatch(/^sha-256=:.{44}:$/);
    expect(new TextDecoder().decode(uploads[0]?.bytes)).toBe("one");
  });

  test("drops the bytes only after the server named the same hash", async () => {
    const { id } = await keep(photo("one"), OWNER, "f");
    answers = [
      new Response(
        JSON.stringify({ state: "RECEIVED", revision: 1, rejection_reason: "", sha256: "0".repeat(64) }),
      ),
    ];
    expect(await drain(OWNER)).toBe("later");
    expect((await database.contents.get(id))?.bytes.byteLength).toBe(3);
    expect(await countUnsent(OWNER)).toBe(1);
    await sendAgain(id);
    expect(await drain(OWNER)).toBe("empty");
    expect(await database.contents.get(id)).toBeUndefined();
    expect(await countUnsent(OWNER)).toBe(0);
  });

  test("stops without a network and keeps everything", async () => {
    await keep(photo("one"), OWNER, "f");
    await keep(photo("two"), OWNER, "f");
    answers = ["offline"];
    expect(await drain(OWNER)).toBe("offline");
    expect(uploads).toHaveLength(1);
    expect(await countUnsent(OWNER)).toBe(2);
  });

  test("waits after an answer that may be better later, and goes on with the next", async () => {
    await keep(photo("one"), OWNER, "f");
    await keep(photo("two"), OWNER, "f");
    answers = [problem(503, "unavailable", "")];
    expect(await drain(OWNER)).toBe("later");
    expect(uploads).toHaveLength(2);
    expect(await countUnsent(OWNER)).toBe(1);
  });

  test("sets a refused capture aside with the server's words, and does not ask again by itself", async () => {
    await keep(photo("one"), OWNER, "f");
    answers = [problem(415, "unsupported_media_type", "Fișierul nu este o imagine.")];
    expect(await drain(OWNER)).toBe("empty");
    expect(await drain(OWNER)).toBe("empty");
    expect(uploads).toHaveLength(1);
    expect((await latest(OWNER))[0]).toMatchObject({
      phase: "REFUSED",
      message: "Fișierul nu este o imagine.",
    });
  });

  test("asks for a login where the session ended, and counts no failure", async () => {
    await keep(photo("one"), OWNER, "f");
    answers = [problem(401, "unauthenticated", "")];
    expect(await drain(OWNER)).toBe("signed_out");
    expect((await latest(OWNER))[0]).toMatchObject({ phase: "QUEUED", attempts: 0 });
  });

  test("never sends what another user of the phone captured", async () => {
    await keep(photo("one"), "user-2", "f");
    expect(await drain(OWNER)).toBe("empty");
    expect(uploads).toEqual([]);
  });

  test("takes up what a closed tab left half way", async () => {
    const { id } = await keep(photo("one"), OWNER, "f");
    await database.captures.update(id, { phase: "SENDING" });
    expect(await drain(OWNER)).toBe("empty");
    expect(uploads).toHaveLength(1);
  });
});
