/** One captured document: thumbnail, name, state in words, and what can be done about it. */
import { memo, type ReactNode } from "react";
import type { Capture } from "../queue/database";
import { shownState } from "../queue/transitions";
import { useWords, type Translate } from "../shared/i18n";
import { showInstant } from "../shared/dates";
import { StateChip } from "../shared/ui/StateChip";
import { ItemActions, NewPicture } from "./ItemActions";
import { Thumbnail } from "./Thumbnail";

function explanation(capture: Capture, t: Translate): string | undefined {
  if (capture.phase === "REFUSED") return capture.message || t("capture.refused");
  if (capture.phase === "QUEUED" && capture.attempts > 0) return t("capture.next_try");
  if (capture.serverState === "REJECTED") return t("capture.rejected", { reason: capture.message ?? "" });
  if (capture.serverState === "FAILED") return t("capture.failed", { reason: capture.message ?? "" });
  if (capture.replaces) return t("capture.replaces");
  return capture.duplicate ? t("capture.duplicate") : undefined;
}

/** A document that came to nothing, or lacks what the shop can still print, wants a better picture. */
function wantsAnother({ phase, serverState, buyerMissing, replacedBy }: Capture): boolean {
  if (phase !== "SENT" || replacedBy) return false;
  return serverState === "REJECTED" || serverState === "FAILED" || buyerMissing === true;
}

export interface CaptureItemProps {
  capture: Capture;
  send: () => void;
  replace: (capture: Capture, files: readonly File[]) => void;
}

/** Drawn anew only where its capture changed: a long queue goes out one by one, and each step is told to the list. */
export const CaptureItem = memo(
  Item,
  (before, after) =>
    before.send === after.send &&
    before.replace === after.replace &&
    JSON.stringify(before.capture) === JSON.stringify(after.capture),
);

function Item({ capture, send, replace }: CaptureItemProps): ReactNode {
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
        {capture.buyerMissing && !capture.replacedBy && (
          <p className="capture-why capture-ask" data-testid="buyer-missing">
            {t("capture.buyer_missing")}
          </p>
        )}
        {capture.replacedBy && <p className="capture-why">{t("capture.replaced")}</p>}
        {wantsAnother(capture) && <NewPicture capture={capture} replace={replace} />}
      </div>
      <div className="capture-side">
        {state === "HELD" || state === "QUEUED" || state === "SENDING" || state === "REFUSED" ? (
          <span className={`chip chip-${state === "HELD" ? "queued" : state.toLowerCase()}`}>
            <span className="chip-dot" aria-hidden="true" />
            {t(`capture.state.${state}`)}
          </span>
        ) : (
          <StateChip state={state} />
        )}
        {(state === "QUEUED" || state === "HELD" || state === "REFUSED") && (
          <ItemActions capture={capture} send={send} replace={replace} />
        )}
      </div>
    </li>
  );
}
