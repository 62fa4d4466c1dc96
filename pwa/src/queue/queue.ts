/** What waits, what was sent, and what the list shows. */
import type { Doc } from "../shared/api/types";
import { database, type Capture, type Phase } from "./database";
import { decided, moved, requeued, sent } from "./transitions";

const HISTORY = 200;
const UNSENT: readonly Phase[] = ["HELD", "QUEUED", "SENDING", "REFUSED"];

function ofPhases(owner: string, phases: readonly Phase[]) {
  return database.captures.where("[owner+phase]").anyOf(phases.map((phase) => [owner, phase]));
}

/** What goes out by itself, oldest first. */
export async function unsent(owner: string): Promise<Capture[]> {
  return await ofPhases(owner, ["QUEUED", "SENDING"]).sortBy("createdAt");
}

/** How many captures of the owner still have their bytes on this phone only. */
export async function countUnsent(owner: string): Promise<number> {
  return await ofPhases(owner, UNSENT).count();
}

export async function latest(owner: string): Promise<Capture[]> {
  return await database.captures
    .where("[owner+createdAt]")
    .between([owner, 0], [owner, Infinity])
    .reverse()
    .limit(HISTORY)
    .toArray();
}

export interface Overview {
  captures: Capture[];
  unsent: number;
  /** Bytes of what has not been sent. */
  waiting: number;
}

/** What the capture page shows, of one moment: a list and a count asked apart would contradict each other. */
export async function overview(owner: string): Promise<Overview> {
  const [captures, waiting] = await Promise.all([latest(owner), ofPhases(owner, UNSENT).toArray()]);
  const bytes = waiting.reduce((sum, { size }) => sum + size, 0);
  return { captures: shown(captures, waiting), unsent: waiting.length, waiting: bytes };
}

/** What has not been sent is always in the list, however long ago it was taken. */
function shown(latest: Capture[], waiting: readonly Capture[]): Capture[] {
  const listed = new Set(latest.map(({ id }) => id));
  return [...latest, ...waiting.filter(({ id }) => !listed.has(id))];
}

/** Marks a capture as sent and drops its bytes, in one step. */
export async function settle(id: string, document: Doc): Promise<void> {
  await database.transaction("rw", database.captures, database.contents, async () => {
    await database.captures.update(id, sent(document));
    await database.contents.delete(id);
  });
}

/** @param deducts whether the document's company gets its VAT back */
export async function follow(document: Doc, deducts: boolean): Promise<void> {
  await database.captures.update(document.id, moved(document, deducts));
}

/** Makes every waiting capture due now; `decide` also those that a person was asked about. */
export async function hurry(owner: string, decide = false): Promise<void> {
  await ofPhases(owner, ["QUEUED"]).modify((capture) => {
    Object.assign(capture, { nextAttemptAt: 0 }, decide ? decided() : {});
  });
}

export async function sendAgain(id: string): Promise<void> {
  await database.captures.update(id, requeued());
}

/** The person looked at what was found and wants it as it is. */
export async function keepAsIs(id: string): Promise<void> {
  await database.captures.update(id, decided());
}
