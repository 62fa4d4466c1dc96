import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { change, keep, type Keeping } from "../queue/captures";
import { database, type Capture } from "../queue/database";
import { countUnsent, latest, sendAgain } from "../queue/queue";
import { hex, sha256 } from "../queue/sha256";
import { drain } from "./drain";

const OWNER = "user-1";

interface Upload {
  id: string;
  metadata: Map<string, string>;
  bytes: Uint8Array;
  length: number;
}
/** What the server has, by the upload's number. */
let uploads: Upload[];
/** What the server answers to the next pieces; a stored document where nothing is set. */
let answers: (Response | "offline" | "cut")[];
/** What the server says the document's hash is, instead of the truth. */
let otherHash: string | undefined;

function problem(status: number, reason: string, detail: string): Response {
  return new Response(JSON.stringify({ status, reason, detail }), { status });
}

function metadataIn(header: string): Map<string, string> {
  const pairs = header.split(",").map((pair) => pair.split(" "));
  return new Map(pairs.map(([name = "", text = ""]) => [name, Buffer.from(text, "base64").toString()]));
}

/** A server of tus 1.0 and of documents, as far as the queue talks to them. */
async function serve(input: string, init?: RequestInit): Promise<Response> {
  const path = input.replace("http://phone.test", "");
  const headers = new Headers(init?.headers);
  if (path.endsWith(":refresh")) return problem(401, "refresh_token_invalid", "");
  if (path.startsWith("/api/v1/documents/")) return await document(path.split("/").at(-1) ?? "");
  if (path === "/api/v1/uploads") {
    const metadata = metadataIn(headers.get("Upload-Metadata") ?? "");
    const length = Number(headers.get("Upload-Length"));
    uploads.push({ id: metadata.get("id") ?? "", metadata, bytes: new Uint8Array(), length });
    return new Response(null, { status: 201, headers: { Location: `${path}/${uploads.length - 1}` } });
  }
  const upload = uploads[Number(path.split("/").at(-1))];
  if (!upload) return problem(404, "upload_unknown", "");
  if (init?.method === "HEAD") return standing(upload, 200);
  const piece = new Uint8Array(await (init?.body as Blob).arrayBuffer());
  const answer = answers.shift();
  if (answer === "offline") throw new TypeError("Failed to fetch");
  if (answer instanceof Response) return answer;
  expect(Number(headers.get("Upload-Offset"))).toBe(upload.bytes.length);
  const arrived = answer === "cut" ? piece.subarray(0, 2) : piece;
  upload.bytes = Uint8Array.from([...upload.bytes, ...arrived]);
  if (answer === "cut") throw new TypeError("network changed");
  return standing(upload, 204);
}

function standing({ bytes, length }: Upload, status: number): Response {
  const headers = { "Upload-Offset": String(bytes.length), "Upload-Length": String(length) };
  return new Response(null, { status, headers });
}

async function document(id: string): Promise<Response> {
  const upload = uploads.findLast((one) => one.id === id);
  if (!upload) return problem(404, "document_not_found", "");
  const hash = otherHash ?? hex(await sha256(upload.bytes.buffer as ArrayBuffer));
  return new Response(
    JSON.stringify({ id, state: "RECEIVED", revision: 1, rejection_reason: "", sha256: hash }),
  );
}

function contents(): string[] {
  return uploads.map(({ bytes }) => new TextDecoder().decode(bytes));
}

async function kept(text: string, fields: Partial<Keeping> = {}): Promise<Capture> {
  return await keep(photo(text), { owner: OWNER, clientId: "f", ...fields });
}

function photo(text: string): File {
  return new File([text], `${text}.jpg`, { type: "image/jpeg" });
}

beforeEach(() => {
  // The clock stands still: on a busy machine a test can take longer than the wait for the next try.
  vi.useFakeTimers({ toFake: ["Date"] });
  uploads = [];
  answers = [];
  otherHash = undefined;
  vi.stubGlobal("fetch", serve);
  vi.stubGlobal("location", { href: "http://phone.test/captura" });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", { documentElement: { lang: "ro" } });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

describe("draining", () => {
  test("sends each capture once under its own id, with its digest, oldest first", async () => {
    const first = await kept("one");
    const second = await kept("two", { whole: true });
    expect(await drain(OWNER)).toBe("empty");
    expect(contents()).toEqual(["one", "two"]);
    expect(uploads.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(Object.fromEntries(uploads[0]?.metadata ?? [])).toEqual({
      id: first.id,
      client_id: "f",
      filename: "one.jpg",
      sha256: first.sha256,
    });
    expect(uploads[1]?.metadata.get("whole")).toBe("true");
  });

  test("drops the bytes only after the server named the same hash", async () => {
    const { id } = await kept("one");
    otherHash = "0".repeat(64);
    expect(await drain(OWNER)).toBe("later");
    expect((await database.contents.get(id))?.bytes.byteLength).toBe(3);
    expect(await countUnsent(OWNER)).toBe(1);
    otherHash = undefined;
    await sendAgain(id);
    expect(await drain(OWNER)).toBe("empty");
    expect(await database.contents.get(id)).toBeUndefined();
    expect(await countUnsent(OWNER)).toBe(0);
  });

  test("goes on where it was cut, also after the browser was closed", async () => {
    const { id } = await kept("photograph");
    answers = ["cut"];
    expect(await drain(OWNER)).toBe("offline");
    expect((await database.captures.get(id))?.uploadUrl).toBe("http://phone.test/api/v1/uploads/0");
    await sendAgain(id);
    expect(await drain(OWNER)).toBe("empty");
    expect(contents()).toEqual(["photograph"]);
  });

  test("starts anew where the server forgot the upload", async () => {
    const { id } = await kept("one");
    await change(id, { uploadUrl: "http://phone.test/api/v1/uploads/77" });
    expect(await drain(OWNER)).toBe("empty");
    expect(contents()).toEqual(["one"]);
  });

  test("stops without a network and keeps everything", async () => {
    await kept("one");
    await kept("two");
    answers = ["offline"];
    expect(await drain(OWNER)).toBe("offline");
    expect(uploads).toHaveLength(1);
    expect(await countUnsent(OWNER)).toBe(2);
  });

  test.each([
    [503, "unavailable"],
    [423, "upload_locked"],
    [409, "upload_offset_mismatch"],
    [460, "upload_checksum_mismatch"],
    [400, "digest_mismatch"],
    [507, "spool_full"],
  ])("waits after %i %s, which may be better later, and goes on with the next", async (status, reason) => {
    await kept("one");
    await kept("two");
    answers = [problem(status, reason, "")];
    expect(await drain(OWNER)).toBe("later");
    expect(contents()).toEqual(["", "two"]);
    expect(await countUnsent(OWNER)).toBe(1);
  });

  test("sets a refused capture aside with the server's words, and does not ask again by itself", async () => {
    await kept("one");
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
    await kept("one");
    answers = [problem(401, "unauthenticated", "")];
    expect(await drain(OWNER)).toBe("signed_out");
    expect((await latest(OWNER))[0]).toMatchObject({ phase: "QUEUED", attempts: 0 });
  });

  test("never sends what another user of the phone captured", async () => {
    await kept("one", { owner: "user-2" });
    expect(await drain(OWNER)).toBe("empty");
    expect(uploads).toEqual([]);
  });

  test("takes up what a closed tab left half way", async () => {
    const { id } = await kept("one");
    await change(id, { phase: "SENDING" });
    expect(await drain(OWNER)).toBe("empty");
    expect(contents()).toEqual(["one"]);
  });

  test("tries again in the same run what became due while others were sent", async () => {
    await kept("one");
    await kept("two");
    answers = [problem(503, "unavailable", "")];
    vi.stubGlobal("fetch", async (input: string, init?: RequestInit) => {
      if (uploads.length === 1 && init?.method === "POST") vi.setSystemTime(Date.now() + 3_000);
      return await serve(input, init);
    });
    expect(await drain(OWNER)).toBe("empty");
    expect(contents().toSorted()).toEqual(["one", "two"]);
  });

  test("lets a person decide about a doubtful picture for a while, not for ever", async () => {
    const { id } = await kept("one");
    await change(id, { prepared: true, findings: ["blurry"], decideBy: Date.now() + 10_000 });
    expect(await drain(OWNER)).toBe("later");
    expect(uploads).toEqual([]);
    await change(id, { decideBy: Date.now() - 1 });
    expect(await drain(OWNER)).toBe("empty");
    expect(contents()).toEqual(["one"]);
  });
});
