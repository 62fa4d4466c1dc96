/** What the phone remembers of who captures, and how; also for the service worker, which reads no localStorage. */
import { database, type Who } from "./database";

export async function remember(who: Omit<Who, "key">): Promise<void> {
  await database.settings.put({ key: "who", ...who });
}

export async function recall(): Promise<Who | undefined> {
  return await database.settings.get("who");
}

/** Nobody is logged in: what is shared now waits for whoever comes next. */
export async function forgetWho(): Promise<void> {
  await database.settings.delete("who");
}

const ORIGINALS = "contapics.originals";

/** Whether pictures go as they were taken, however large. */
export function wantsOriginals(): boolean {
  return localStorage.getItem(ORIGINALS) === "yes";
}

export function wantOriginals(wanted: boolean): void {
  if (wanted) localStorage.setItem(ORIGINALS, "yes");
  else localStorage.removeItem(ORIGINALS);
}
