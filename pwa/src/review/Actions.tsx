/** The decision about one document, by button or key. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Booking, Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { CheckIcon, CrossIcon, KeyboardIcon, LockIcon, RetryIcon } from "../shared/ui/icons";
import { toast } from "../shared/ui/Toasts";
import { FilingMenu } from "./filing/FilingMenu";
import { anotherToReview } from "./queries";
import { RejectDialog } from "./RejectDialog";
import type { Corrections } from "./useCorrections";
import { useClosedMonth } from "./useClosedMonth";
import { useDecisions } from "./useDecisions";
import { useShortcuts } from "./useShortcuts";
import type { WorkOrder } from "./useWorkOrder";

const FROM = "/office/documente/$id";

interface ActionsProps {
  document: Doc;
  order: WorkOrder;
  corrections: Corrections;
  booking: Booking | undefined;
  showKeys: () => void;
}

export function Actions({ document, order, showKeys, corrections, booking }: ActionsProps): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const search = useSearch({ from: FROM });
  const decisions = useDecisions(document.id, corrections);
  const [rejecting, setRejecting] = useState(false);
  const inReview = document.state === "REVIEW";
  const { closed, askAgain } = useClosedMonth(document, booking);
  const canRetry = document.state === "FAILED" || document.state === "REJECTED";

  async function open(id: string): Promise<void> {
    await navigate({ to: "/documente/$id", params: { id }, search });
  }

  async function approve(andNext: boolean): Promise<void> {
    if (!inReview || decisions.isPending) return;
    if (closed) {
      toast(t("review.month_closed", { month: closed }));
      askAgain();
      return;
    }
    // What is being written is saved by leaving its field.
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur();
    const next = order.nextToReview;
    try {
      await decisions.mutateAsync({ verb: "approve", booking });
    } catch {
      return; // The mutation said why.
    }
    if (!andNext) return;
    const target = next ?? (await anotherToReview(document.id, search.client).catch(() => undefined));
    if (target) await open(target);
    else {
      toast(t("review.done"));
      await navigate({ to: "/documente", search });
    }
  }

  function reject(reason: string): void {
    setRejecting(false);
    decisions.mutate({ verb: "reject", reason });
  }

  useShortcuts({
    a: () => void approve(true),
    "Ctrl+Enter": () => void approve(true),
    r: () => inReview && setRejecting(true),
  });

  if (!inReview && !canRetry) return null;
  return (
    <div className="actions">
      {closed && (
        <p id="month-closed" className="actions-why" role="status" data-testid="month-closed">
          <LockIcon /> {t("review.month_closed", { month: closed })}
        </p>
      )}
      <button
        type="button"
        className="icon-button keys-button"
        aria-label={t("review.shortcuts")}
        title={t("review.shortcuts")}
        onClick={showKeys}
      >
        <KeyboardIcon />
      </button>
      <FilingMenu document={document} />
      {canRetry && (
        <button
          type="button"
          className="button"
          data-testid="retry"
          disabled={decisions.isPending}
          onClick={() => decisions.mutate({ verb: "retry" })}
        >
          <RetryIcon /> {t("review.retry")}
        </button>
      )}
      {inReview && (
        <>
          <button
            type="button"
            className="button button-danger"
            data-testid="reject"
            disabled={decisions.isPending}
            onClick={() => setRejecting(true)}
          >
            <CrossIcon /> {t("review.reject")}
          </button>
          <button
            type="button"
            className="button"
            data-testid="approve"
            disabled={decisions.isPending || closed !== undefined}
            aria-describedby={closed && "month-closed"}
            onClick={() => void approve(false)}
          >
            {t("review.approve")}
          </button>
          <button
            type="button"
            className="button button-primary"
            data-testid="approve-next"
            title={t("review.approve_next")}
            disabled={decisions.isPending || closed !== undefined}
            aria-describedby={closed && "month-closed"}
            onClick={() => void approve(true)}
          >
            <CheckIcon /> {t("review.approve_next.short")}
          </button>
        </>
      )}
      <RejectDialog open={rejecting} close={() => setRejecting(false)} reject={reject} />
    </div>
  );
}
