/** Logging out: a warning where captures are on this phone only, and nothing left behind but those. */
import { closeSession } from "../shared/api/session";
import type { Translate } from "../shared/i18n";
import { forgetIdentity } from "../shared/identity";
import { countUnsent } from "./queue";
import { forgetWho } from "./settings";

/** Ends the session, unless the person would rather send first; false where they stay. */
export async function leave(owner: string | undefined, t: Translate): Promise<boolean> {
  // A browser that stores nothing has nothing unsent, and must let people go all the same.
  const unsent = owner === undefined ? 0 : await countUnsent(owner).catch(() => 0);
  if (unsent > 0 && !window.confirm(t("menu.logout.unsent", { count: unsent }))) return false;
  await closeSession().catch(() => undefined);
  forgetIdentity();
  await forgetWho().catch(() => undefined);
  return true;
}
