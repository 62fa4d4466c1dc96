/** One captured document: thumbnail, name, state in words, and what can be done about it. */
import { useEffect, useRef, type ReactNode } from "react";
import { forget, sendAgain } from "../queue/captures";
import type { Capture } from "../queue/database";
import { shownState } from "../queue/transitions";
import { useWords, type Translate } from "../shared/i18n";
import { showInstant } from "../shared/dates";
import { StateChip } from "../shared/ui/StateChip";
import { FileIcon, RetryIcon, TrashIcon } from "../shared/ui/icons";
import { useStored } from "./live";
import { thumbnailOf } from "./thumbnails";

function Thumbnail({ capture }: { capture: Capture }): ReactNode {
  const { t } = useWords();
  const stored = useStored(thumbnailOf, capture.id);
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (!stored || !image.current) return;
    const url = URL.createObjectURL(new Blob([stored.bytes], { type: "image/jpeg" }));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [stored]);
  if (stored) {
    return <img ref={image} alt={t("capture.photo", { name: capture.filename })} width="56" height="56" />;
  }
  return (
    <>
      <FileIcon />
      {capture.mediaType === "application/pdf" && <span className="capture-kind">{t("capture.pdf")}</span>}
    </>
  );
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
  const state = shownState(capture);
  const words = explanation(capture, t);
  return (
    <li className="capture-item" data-testid="capture-item" data-state={state} data-document-id={capture.id}>
      <div className="capture-thumb">
        <Thumbnail capture={capture} />
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
