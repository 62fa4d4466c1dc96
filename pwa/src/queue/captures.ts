/** Keeping captures: every one is on the disk, read back and hashed, before anything is sent. */
import Dexie from "dexie";
import { database, type Capture } from "./database";
import { hex, mintId, sha256 } from "./sha256";

/** The phone did not keep the picture: `full` where it has no room, else `broken`. */
export class NotKept extends Error {
  constructor(readonly reason: "full" | "broken") {
    super(reason);
  }
}

/** A file in memory; `File` is one. */
export type Taken = Pick<File, "name" | "type" | "arrayBuffer">;

export type Keeping = Pick<Capture, "owner" | "clientId"> &
  Partial<Pick<Capture, "originals" | "whole" | "replaces" | "phase" | "prepared">>;

/**
 * Stores a file durably and gives its capture.
 * @throws NotKept where the bytes are not on the disk
 */
export async function keep(file: Taken, keeping: Keeping): Promise<Capture> {
  const bytes = await file.arrayBuffer();
  // Hashed while it is written: a tap takes as long as the slower of the two.
  const digesting = sha256(bytes).then(hex);
  const taken = {
    id: mintId(),
    filename: file.name || "captura.jpg",
    mediaType: file.type,
    size: bytes.byteLength,
    phase: "QUEUED",
    attempts: 0,
    nextAttemptAt: 0,
    createdAt: moment(),
    ...keeping,
  } satisfies Omit<Capture, "sha256">;
  await written(() => store(taken, bytes, digesting));
  const capture: Capture = { ...taken, sha256: await digesting };
  const stored = await database.contents.get(capture.id);
  if (!stored || hex(await sha256(stored.bytes)) !== capture.sha256) {
    await forget(capture.id);
    throw new NotKept("broken");
  }
  return capture;
}

let last = 0;

/** Now, but never the same moment twice: several files chosen at once keep their order. */
function moment(): number {
  const now = Date.now();
  // A clock that was set back is another matter: what is taken then is dated as it says.
  last = now > last || last - now > 1_000 ? now : last + 1;
  return last;
}

async function store(
  taken: Omit<Capture, "sha256">,
  bytes: ArrayBuffer,
  digesting: Promise<string>,
): Promise<void> {
  await database.transaction("rw", database.captures, database.contents, async () => {
    await database.contents.add({ id: taken.id, bytes });
    // Keeps the transaction open, should the hash take longer.
    await database.captures.add({ ...taken, sha256: await Dexie.waitFor(digesting) });
  });
}

/** Takes a capture back, if its better picture came before it was sent; else the two stay linked. */
export async function supersede(id: string, by: string): Promise<void> {
  const old = await database.captures.get(id);
  if (!old) return;
  if (old.phase === "SENT" || old.phase === "SENDING") {
    await change(id, { replacedBy: by, buyerMissing: undefined });
    return;
  }
  await forget(id);
  await change(by, { replaces: undefined });
}

/**
 * Writes; where the disk is full it gives up the thumbnails of what was sent, and tries once more.
 * @throws NotKept
 */
export async function written(write: () => Promise<unknown>): Promise<void> {
  try {
    await write().catch(async (error: unknown) => {
      if (!isFull(error) || !(await makeRoom())) throw error;
      await write();
    });
  } catch (error) {
    throw new NotKept(isFull(error) ? "full" : "broken");
  }
}

function isFull(error: unknown): boolean {
  const { name, inner } = error as { name?: string; inner?: { name?: string } };
  return (inner?.name ?? name) === "QuotaExceededError";
}

async function makeRoom(): Promise<boolean> {
  const sent = await database.captures.filter(({ phase }) => phase === "SENT").primaryKeys();
  const before = await database.thumbnails.count();
  await database.thumbnails.bulkDelete(sent);
  return (await database.thumbnails.count()) < before;
}

/** Puts other bytes in place of those that were prepared from; false where the capture has moved on meanwhile. */
export async function exchange(
  capture: Capture,
  bytes: ArrayBuffer,
  fields: Partial<Capture>,
): Promise<boolean> {
  const digest = hex(await sha256(bytes));
  return await database.transaction("rw", database.captures, database.contents, async () => {
    const now = await database.captures.get(capture.id);
    if (now?.sha256 !== capture.sha256 || now.phase === "SENT" || now.uploadUrl) return false;
    await database.contents.put({ id: capture.id, bytes });
    await database.captures.update(capture.id, { ...fields, sha256: digest, size: bytes.byteLength });
    return true;
  });
}

export async function change(id: string, fields: Partial<Capture>): Promise<void> {
  await database.captures.update(id, fields);
}

export async function forget(id: string): Promise<void> {
  await database.transaction("rw", database.captures, database.contents, database.thumbnails, async () => {
    await database.captures.delete(id);
    await database.contents.delete(id);
    await database.thumbnails.delete(id);
  });
}
