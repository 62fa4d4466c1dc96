/** Keeping captures: every one is on the disk, read back and hashed, before anything is sent. */
import type { Doc } from "../shared/api/types";
import { database, type Capture } from "./database";
import { hex, mintId, sha256 } from "./sha256";
import { moved, requeued, sent } from "./transitions";

const HISTORY = 200;

/** The phone did not keep the picture: `full` where it has no room, else `broken`. */
export class NotKept extends Error {
  constructor(readonly reason: "full" | "broken") {
    super(reason);
  }
}

/**
 * Stores a file durably and gives its capture.
 * @throws NotKept where the bytes are not on the disk
 */
export async function keep(file: File, owner: string, clientId: string): Promise<Capture> {
  const bytes = await file.arrayBuffer();
  const digest = hex(await sha256(bytes));
  const capture: Capture = {
    id: mintId(),
    owner,
    clientId,
    filename: file.name || "captura.jpg",
    mediaType: file.type,
    size: bytes.byteLength,
    sha256: digest,
    phase: "QUEUED",
    attempts: 0,
    nextAttemptAt: 0,
    createdAt: Date.now(),
  };
  try {
    await database.transaction("rw", database.captures, database.contents, async () => {
      await database.contents.add({ id: capture.id, bytes });
      await database.captures.add(capture);
    });
  } catch (error) {
    const name = (error as { inner?: { name?: string }; name?: string }).inner?.name ?? (error as Error).name;
    throw new NotKept(name === "QuotaExceededError" ? "full" : "broken");
  }
  const stored = await database.contents.get(capture.id);
  if (!stored || hex(await sha256(stored.bytes)) !== digest) {
    await forget(capture.id);
    throw new NotKept("broken");
  }
  return capture;
}

export async function unsent(owner: string): Promise<Capture[]> {
  return await database.captures
    .where("[owner+phase]")
    .anyOf([owner, "QUEUED"], [owner, "SENDING"])
    .sortBy("createdAt");
}

/** How many captures of the owner still have their bytes on this phone only. */
export async function countUnsent(owner: string): Promise<number> {
  return await database.captures
    .where("[owner+phase]")
    .anyOf([owner, "QUEUED"], [owner, "SENDING"], [owner, "REFUSED"])
    .count();
}

/** What the capture page shows, of one moment: a list and a count asked apart would contradict each other. */
export async function overview(owner: string): Promise<{ captures: Capture[]; unsent: number }> {
  const [captures, unsent] = await Promise.all([latest(owner), countUnsent(owner)]);
  return { captures, unsent };
}

export async function latest(owner: string): Promise<Capture[]> {
  return await database.captures
    .where("[owner+createdAt]")
    .between([owner, 0], [owner, Infinity])
    .reverse()
    .limit(HISTORY)
    .toArray();
}

export async function change(id: string, fields: Partial<Capture>): Promise<void> {
  await database.captures.update(id, fields);
}

/** Marks a capture as sent and drops its bytes, in one step. */
export async function settle(id: string, document: Doc): Promise<void> {
  await database.transaction("rw", database.captures, database.contents, async () => {
    await database.captures.update(id, sent(document));
    await database.contents.delete(id);
  });
}

export async function follow(document: Doc): Promise<void> {
  await database.captures.update(document.id, moved(document));
}

/** Makes every waiting capture due now. */
export async function hurry(owner: string): Promise<void> {
  await database.captures.where("[owner+phase]").equals([owner, "QUEUED"]).modify({ nextAttemptAt: 0 });
}

export async function sendAgain(id: string): Promise<void> {
  await database.captures.update(id, requeued());
}

export async function forget(id: string): Promise<void> {
  await database.transaction("rw", database.captures, database.contents, database.thumbnails, async () => {
    await database.captures.delete(id);
    await database.contents.delete(id);
    await database.thumbnails.delete(id);
  });
}
