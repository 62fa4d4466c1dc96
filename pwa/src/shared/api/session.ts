/** The browser session: cookies that script can't read, continued at most once by all tabs together. */
import { ApiProblem, problemOf } from "./problem";

const REFRESHED_AT = "contapics.refreshed";
const MARK = "contapics_session=";

/** Whether the server opened a session in this browser that has not run out. */
export function isMarked(): boolean {
  return document.cookie.split("; ").some((cookie) => cookie.startsWith(MARK));
}

/** Runs `work` alone among all tabs; without Web Locks (plain http on a LAN) this tab only. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  // `locks` is missing outside secure contexts, whatever the types say.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? await locks.request(name, work) : await work();
}

// The service worker has no localStorage: it shares the lock with the tabs, and may refresh once more than needed.
const store = (): Storage | undefined => (typeof localStorage === "undefined" ? undefined : localStorage);

/** Whether a tab refreshed after `since`. A time still to come was written by a clock that has been set back. */
function isRefreshed(since: number): boolean {
  const at = Number(store()?.getItem(REFRESHED_AT) ?? 0);
  return at > since && at <= Date.now();
}

function noteRefresh(): void {
  store()?.setItem(REFRESHED_AT, String(Date.now()));
}

/**
 * Exchanges the refresh cookie for a new session. A tab that waited while another one refreshed does not
 * refresh again: using an old refresh token twice would end the whole session.
 * @param since when the refused request was sent, in milliseconds
 * @returns false where the session has ended
 * @throws ApiProblem where the server can't be asked
 */
export async function refreshSession(since: number): Promise<boolean> {
  return await alone("contapics-session", async () => {
    if (isRefreshed(since)) return true;
    const response = await fetch("/api/v1/sessions:refresh", { method: "POST" }).catch(() => {
      throw new ApiProblem(0, "offline", "");
    });
    if (response.ok) {
      noteRefresh();
      return true;
    }
    if (response.status >= 500 || response.status === 429) throw await problemOf(response);
    return false;
  });
}

export async function openSession(email: string, password: string, language: string): Promise<void> {
  const response = await fetch("/api/v1/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": language },
    body: JSON.stringify({ email, password }),
  }).catch(() => {
    throw new ApiProblem(0, "offline", "");
  });
  if (!response.ok) throw await problemOf(response);
  noteRefresh();
}

export async function closeSession(): Promise<void> {
  await fetch("/api/v1/sessions", { method: "DELETE" });
}
