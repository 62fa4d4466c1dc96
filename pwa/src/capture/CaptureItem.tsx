/** One captured document: thumbnail, name, state in words, and what can be done about it. */
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { forget, sendAgain } from "../queue/captures";
import { database, type Capture } from "../queue/database";
import { shownState } from "../queue/transitions";
import { useWords, type Translate } from "../shared/i18n";
import { showInstant } from "../shared/dates";
import { StateChip } from "../shared/ui/StateChip";
import { FileIcon, RetryIcon, TrashIcon } from "../shared/ui/icons";
import { useStored } from "./live";

function useThumbnail(id: string): string | undefined {
  const stored = useStored(useCallback(() => database.thumbnails.get(id), [id]));
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!stored) return;
    const made = URL.createObjectURL(new Blob([stored.bytes], { type: "image/jpeg" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [stored]);
  return url;
}

function explanation(capture: Capture, t: Translate): string | undefined {
  if (capture.phase === "REFUSED") return capture.message || t("capture.refused");
  if (capture.phase === "QUEUED" && capture.attempts > 0) return t("capture.next_try");
  if (capture.serverState === "REJECTED") return t("capture.rejected", { reason: capture.message ?? "" });
  if (capture.serverState === "FAILED") return t("capture.failed", { reason: capture.message ?? "" });
  return capture.duplicate ? t("capture.duplicate") : undefined;
}

export function CaptureItem({ capture, send }: { capture: Capture; send: () => void }): ReactNode {
  const { t, language } = useWords();
  const thumbnail = useThumbnail(capture.id);
  const state = shownState(capture);
  const isPdf = capture.mediaType === "application/pdf";
  const words = explanation(capture, t);
  return (
    <li className="capture-item" data-testid="capture-item" data-state={state} data-document-id={capture.id}>
      <div className="capture-thumb">
        {thumbnail ? (
          <img src={thumbnail} alt={t("capture.photo", { name: capture.filename })} width="56" height="56" />
        ) : (
          <>
            <FileIcon />
            {isPdf && <span className="capture-kind">{t("capture.pdf")}</span>}
          </>
        )}
      </div>
      <div className="capture-words">
        <p className="capture-name">{capture.filename}</p>
        <p className="capture-when">{showInstant(capture.createdAt, language)}</p>
        {words && <p className="capture-why">{words}</p>}
      </div>
      <div className="capture-side">
        {state === "QUEUED" || state === "SENDING" || state === "REFUSED" ? (
          <span className={`chip chip-${state.toLowerCase()}`}>
            <span className="chip-dot" aria-hidden="true" />
            {t(`capture.state.${state}`)}
          </span>
        ) : (
          <StateChip state={state} />
        )}
        {state === "REFUSED" && <RefusedActions capture={capture} send={send} />}
      </div>
    </li>
  );
}

function RefusedActions({ capture, send }: { capture: Capture; send: () => void }): ReactNode {
  const { t } = useWords();
  async function again(): Promise<void> {
    await sendAgain(capture.id);
    send();
  }
  async function remove(): Promise<void> {
    if (window.confirm(t("capture.remove.confirm"))) await forget(capture.id);
  }
  return (
    <span className="capture-actions">
      <button
        type="button"
        className="icon-button"
        aria-label={t("capture.retry")}
        title={t("capture.retry")}
        onClick={() => void again()}
      >
        <RetryIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t("capture.remove")}
        title={t("capture.remove")}
        onClick={() => void remove()}
      >
        <TrashIcon />
      </button>
    </span>
  );
}
