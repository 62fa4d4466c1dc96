/** Shows a new user's first password, this one time. */
import type { ReactNode } from "react";
import { useWords } from "../../shared/i18n";
import { CopyIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";

export interface Created {
  email: string;
  password: string;
}

export function FirstPassword({ created, close }: { created: Created; close: () => void }): ReactNode {
  const { t } = useWords();
  // The clipboard is missing outside secure contexts, whatever the types say.
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  async function copy(): Promise<void> {
    await clipboard?.writeText(created.password);
    toast(t("team.copied"));
  }
  return (
    <>
      <p>{t("team.created.text", { email: created.email })}</p>
      <p className="first-password" data-testid="first-password">
        {created.password}
      </p>
      <div className="form-actions">
        {clipboard && (
          <button type="button" className="button" onClick={() => void copy()}>
            <CopyIcon /> {t("team.copy")}
          </button>
        )}
        <button
          type="button"
          className="button button-primary"
          data-testid="password-noted"
          autoFocus
          onClick={close}
        >
          {t("team.understood")}
        </button>
      </div>
    </>
  );
}
