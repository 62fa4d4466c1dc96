/** Empties the queue, one capture after the other, in one tab at a time. */
import { change } from "../queue/captures";
import { database, type Capture } from "../queue/database";
import { prepare } from "../queue/prepare";
import { settle, unsent } from "../queue/queue";
import { interrupted, isDue, refused, sending, waiting } from "../queue/transitions";
import { ApiProblem } from "../shared/api/problem";
import { upload } from "./upload";

/** `later`: something waits for its next try. `busy`: another tab is at it. */
export type Outcome = "empty" | "later" | "offline" | "signed_out" | "busy";

/** Sends everything that is due. */
export async function drain(owner: string): Promise<Outcome> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return await drainAlone(owner);
  return await locks.request("contapics-drain", { ifAvailable: true }, async (lock) =>
    lock ? await drainAlone(owner) : "busy",
  );
}

async function drainAlone(owner: string): Promise<Outcome> {
  for (;;) {
    // A capture found on its way here was left so by a tab that was closed: only one tab sends at a time.
    const queue = await unsent(owner);
    const next = queue.find((capture) => isDue(capture, Date.now()));
    if (!next) return queue.length > 0 ? "later" : "empty";
    const ready = await prepare(next);
    if (!ready || !isDue(ready, Date.now())) continue;
    const problem = await sendOne(ready);
    if (!problem?.isSignedOut && !problem?.isOffline) continue;
    await prepareAll(owner);
    return problem.isSignedOut ? "signed_out" : "offline";
  }
}

/** What can't be sent now is at least looked at while its paper is at hand, and takes less room. */
async function prepareAll(owner: string): Promise<void> {
  for (const capture of await unsent(owner)) await prepare(capture);
}

async function sendOne(capture: Capture): Promise<ApiProblem | undefined> {
  const content = await database.contents.get(capture.id);
  if (!content) {
    await change(capture.id, refused(""));
    return undefined;
  }
  await change(capture.id, sending());
  try {
    await settle(capture.id, await upload(capture, content.bytes));
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem)) {
      await change(capture.id, interrupted(capture, Date.now(), Math.random()));
      throw error;
    }
    await change(capture.id, afterProblem(capture, error));
    return error;
  }
}

function afterProblem(capture: Capture, problem: ApiProblem): Partial<Capture> {
  if (problem.isSignedOut) return waiting();
  if (problem.isPassing) return interrupted(capture, Date.now(), Math.random());
  return refused(problem.message);
}
