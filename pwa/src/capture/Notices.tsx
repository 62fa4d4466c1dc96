/** What stands in the way of sending, in plain words, with the way out of it. */
import type { ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { Banner } from "../shared/ui/feedback";
import { CloudOffIcon, LockIcon } from "../shared/ui/icons";
import type { Outcome } from "../sync/drain";
import type { Unkept } from "./useTaking";

export interface NoticesProps {
  outcome: Outcome | "draining";
  unsent: number;
  unkept: Unkept | undefined;
  /** How many files another app shared just now; "lost" where the phone could not keep them. */
  shared: number | "lost" | undefined;
  keepAgain: (unkept: Unkept) => void;
}

export function Notices({ outcome, unsent, unkept, shared, keepAgain }: NoticesProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      {shared !== undefined && (
        <Banner tone={shared === "lost" ? "bad" : "good"} alert={shared === "lost"}>
          <p>{shared === "lost" ? t("capture.shared.lost") : t("capture.shared", { count: shared })}</p>
        </Banner>
      )}
      {unkept && (
        <Banner tone="bad" alert>
          <p>{t(unkept.reason === "full" ? "capture.store.full" : "capture.store.broken")}</p>
          <button type="button" className="button button-small" onClick={() => keepAgain(unkept)}>
            {t("capture.store.again", { count: unkept.files.length })}
          </button>
        </Banner>
      )}
      {outcome === "offline" && unsent > 0 && (
        <Banner tone="info" icon={<CloudOffIcon />}>
          <p>{t("capture.offline")}</p>
        </Banner>
      )}
      {outcome === "signed_out" && (
        <Banner tone="warn" icon={<LockIcon />}>
          <p>{t("capture.signed_out")}</p>
          <a className="button button-small" href="/intra?next=/captura">
            {t("action.login")}
          </a>
        </Banner>
      )}
    </>
  );
}
