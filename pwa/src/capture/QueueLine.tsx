/** How much waits on this phone, and the button that sends it now. */
import type { ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { CheckIcon } from "../shared/ui/icons";
import type { Outcome } from "../sync/drain";

export interface QueueLineProps {
  unsent: number;
  outcome: Outcome | "draining";
  send: () => void;
}

export function QueueLine({ unsent, outcome, send }: QueueLineProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={`queue-line${unsent === 0 ? " queue-empty" : ""}`}>
      <p role="status">
        {unsent === 0 && <CheckIcon />}
        <span className={unsent === 0 ? "visually-hidden" : ""}>
          <strong data-testid="queue-count">{unsent}</strong> {t("capture.unsent", { count: unsent })}
        </span>
        {unsent === 0 && <span>{t("capture.all_sent")}</span>}
      </p>
      <button
        type="button"
        className="button button-small"
        data-testid="send-now"
        disabled={unsent === 0 || outcome === "draining"}
        onClick={send}
      >
        {outcome === "draining" && unsent > 0 ? t("capture.sending") : t("capture.send_now")}
      </button>
    </div>
  );
}
