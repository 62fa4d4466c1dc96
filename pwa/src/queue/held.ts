/** Files that another app shared: safe at once, sent when a person said for which company. */
import { keep, type Taken } from "./captures";
import { database, type Capture } from "./database";
import { recall } from "./settings";

/** Keeps shared files, for the user who was here last; nothing is asked of the network. */
export async function hold(files: readonly Taken[]): Promise<Capture[]> {
  const who = await recall();
  const kept: Capture[] = [];
  for (const file of files) {
    const { owner = "", originals } = who ?? {};
    kept.push(await keep(file, { owner, clientId: "", originals, phase: "HELD" }));
  }
  return kept;
}

/** What was shared while nobody was logged in belongs to who logs in first. */
export async function adopt(owner: string): Promise<void> {
  await database.captures.where("[owner+phase]").equals(["", "HELD"]).modify({ owner });
}

export async function assign(captures: readonly Capture[], clientId: string): Promise<void> {
  await database.captures.bulkUpdate(
    captures.map(({ id }) => ({ key: id, changes: { clientId, phase: "QUEUED" as const } })),
  );
}
