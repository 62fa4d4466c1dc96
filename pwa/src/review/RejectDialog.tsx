/** Asks why a document is rejected: the client reads the answer. */
import { useRef, useState, type SubmitEvent, type ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { Dialog } from "../shared/ui/Dialog";

const PRESETS = ["blurred", "cut", "not_deductible", "no_cui", "duplicate"] as const;

export function RejectDialog(props: {
  open: boolean;
  close: () => void;
  reject: (reason: string) => void;
}): ReactNode {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const text = useRef<HTMLTextAreaElement>(null);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const sentence = reason.trim();
    if (!sentence) return;
    setReason("");
    props.reject(sentence);
  }
  return (
    <Dialog title={t("reject.title")} open={props.open} close={props.close} first={text}>
      <form onSubmit={submit} className="form">
        <p className="soft">{t("reject.text")}</p>
        <div className="presets">
          {PRESETS.map((preset) => (
            <button
              key={preset}
              type="button"
              className="preset"
              aria-pressed={reason === t(`reject.preset.${preset}`)}
              onClick={() => setReason(t(`reject.preset.${preset}`))}
            >
              {t(`reject.preset.${preset}`)}
            </button>
          ))}
        </div>
        <label>
          <span className="label">{t("reject.reason")}</span>
          <textarea
            className="input"
            data-testid="reject-reason"
            rows={3}
            ref={text}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="form-actions">
          <button type="button" className="button" onClick={props.close}>
            {t("action.cancel")}
          </button>
          <button
            type="submit"
            className="button button-danger"
            data-testid="reject-confirm"
            disabled={!reason.trim()}
          >
            {t("reject.confirm")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
