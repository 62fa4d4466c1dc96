/** One document: its picture beside its fields, the note, and the decision, by keyboard alone if one likes. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { canReview, seesBooks } from "../shared/identity";
import { Banner, Failure, Loading } from "../shared/ui/feedback";
import {
  ArrowLeftIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronUpIcon,
  CrossIcon,
  KeyboardIcon,
  RetryIcon,
} from "../shared/ui/icons";
import { StateChip } from "../shared/ui/StateChip";
import { toast } from "../shared/ui/Toasts";
import { DocumentNews } from "./DocumentNews";
import { FieldGroups } from "./FieldGroups";
import { Details } from "./History";
import { KeysDialog } from "./KeysDialog";
import { NotePanel } from "./NotePanel";
import { PagePicture } from "./PagePicture";
import { anotherToReview, clientsQuery, documentQuery } from "./queries";
import { RejectDialog } from "./RejectDialog";
import { ReviewContext, type Pointer, type Review } from "./ReviewContext";
import { useCorrections, type Corrections } from "./useCorrections";
import { useDecisions } from "./useDecisions";
import { useShortcuts } from "./useShortcuts";
import { useWorkOrder, type WorkOrder } from "./useWorkOrder";
import "./review.css";

const FROM = "/office/documente/$id";

export function ReviewPage(): ReactNode {
  const { id } = useParams({ from: FROM });
  const {
    data: document,
    error,
    refetch,
  } = useQuery({
    ...documentQuery(id),
    // While a document is on its way the page must not depend on the stream of events alone.
    refetchInterval: ({ state }) => (isMoving(state.data) ? 3_000 : false),
  });
  if (document) return <Sheet key={id} document={document} />;
  return (
    <main id="main" tabIndex={-1}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />}
    </main>
  );
}

function isMoving(document: Doc | undefined): boolean {
  return document !== undefined && ["RECEIVED", "READING", "APPROVED"].includes(document.state);
}

/** Which field is shown on the picture: the one with the focus, or else under the pointer. */
function usePointed(): { active: string | null; point: Review["point"]; unpoint: Review["unpoint"] } {
  const [pointed, setPointed] = useState<Record<Pointer, string | null>>({ focus: null, hover: null });
  return useMemo(
    () => ({
      active: pointed.hover ?? pointed.focus,
      point: (field, by) => setPointed((now) => ({ ...now, [by]: field })),
      unpoint: (by) => setPointed((now) => ({ ...now, [by]: null })),
    }),
    [pointed],
  );
}

function focusField(from: Element, step: 1 | -1): void {
  const fields = [...window.document.querySelectorAll<HTMLElement>("[data-field]")];
  const next = fields[fields.indexOf(from as HTMLElement) + step];
  if (next) {
    next.focus();
    if (next instanceof HTMLInputElement && next.type === "text") next.select();
  } else (from as HTMLElement).blur();
}

function Sheet({ document }: { document: Doc }): ReactNode {
  const { t } = useWords();
  const { id, state, extraction } = document;
  const search = useSearch({ from: FROM });
  const { identity } = useRouteContext({ from: FROM });
  const order = useWorkOrder(id, search);
  const corrections = useCorrections(id);
  const { active, point, unpoint } = usePointed();
  const main = useRef<HTMLElement>(null);

  // The page itself takes the focus, so that the keys work at once and screen readers start at the top.
  useEffect(() => main.current?.focus(), []);

  const editable = canReview(identity.role) && state === "REVIEW";
  const review = useMemo<Review | null>(
    () => (extraction ? { extraction, editable, corrections, point, unpoint, focusField } : null),
    [extraction, editable, corrections, point, unpoint],
  );

  return (
    <main
      id="main"
      className="review"
      tabIndex={-1}
      ref={main}
      aria-labelledby="review-title"
      data-document-id={id}
      data-state={state}
    >
      <SheetHead document={document} order={order} />
      <PagePicture document={document} boxes={extraction?.boxes ?? {}} active={active} />
      <div className="sheet">
        <DocumentNews document={document} />
        {(state === "RECEIVED" || state === "READING") && (
          <Banner tone="info" icon={<span className="spinner" />}>
            <p>{t("review.waiting")}</p>
          </Banner>
        )}
        {review && (
          <ReviewContext value={review}>
            <section className="panel" aria-label={t("review.attention")}>
              <FieldGroups />
            </section>
          </ReviewContext>
        )}
        {seesBooks(identity.role) && <NotePanel document={document} />}
        <Details document={document} withHistory={seesBooks(identity.role)} />
      </div>
      {canReview(identity.role) && <Actions document={document} order={order} corrections={corrections} />}
    </main>
  );
}

function SheetHead({ document, order }: { document: Doc; order: WorkOrder }): ReactNode {
  const { t } = useWords();
  const search = useSearch({ from: FROM });
  const { data: clients } = useQuery(clientsQuery);
  const client = clients?.find(({ id }) => id === document.client_id);
  return (
    <div className="review-head">
      <Link
        to="/documente"
        search={search}
        className="icon-button"
        aria-label={t("review.back")}
        title={t("review.back")}
      >
        <ArrowLeftIcon />
      </Link>
      <div className="review-title">
        <h1 id="review-title">{document.extraction?.supplier?.name ?? document.filename}</h1>
        <p className="soft">{[client?.name, document.filename].filter(Boolean).join(" · ")}</p>
      </div>
      <StateChip state={document.state} />
      <div className="review-steps">
        {order.index > 0 && (
          <span className="soft small">
            {t("review.position", { index: order.index, count: order.count })}
          </span>
        )}
        <Step id={order.previous} label={t("review.previous")}>
          <ChevronUpIcon />
        </Step>
        <Step id={order.next} label={t("review.next")}>
          <ChevronDownIcon />
        </Step>
      </div>
    </div>
  );
}

function Step({
  id,
  label,
  children,
}: {
  id: string | undefined;
  label: string;
  children: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  const search = useSearch({ from: FROM });
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={id === undefined}
      onClick={() => void navigate({ to: "/documente/$id", params: { id: id ?? "" }, search })}
    >
      {children}
    </button>
  );
}

function Actions(props: { document: Doc; order: WorkOrder; corrections: Corrections }): ReactNode {
  const { document, order, corrections } = props;
  const { t } = useWords();
  const navigate = useNavigate();
  const search = useSearch({ from: FROM });
  const decisions = useDecisions(document.id, corrections);
  const [dialog, setDialog] = useState<"reject" | "keys" | null>(null);
  const inReview = document.state === "REVIEW";
  const canRetry = document.state === "FAILED" || document.state === "REJECTED";

  async function open(id: string): Promise<void> {
    await navigate({ to: "/documente/$id", params: { id }, search });
  }

  async function approve(andNext: boolean): Promise<void> {
    if (!inReview || decisions.isPending) return;
    // What is being written is saved by leaving its field.
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur();
    const next = order.nextToReview;
    try {
      await decisions.mutateAsync({ verb: "approve" });
    } catch {
      return; // The mutation said why.
    }
    if (!andNext) return;
    const target = next ?? (await anotherToReview(document.id, search.client).catch(() => undefined));
    if (target) return await open(target);
    toast(t("review.done"));
    await navigate({ to: "/documente", search });
  }

  function reject(reason: string): void {
    setDialog(null);
    decisions.mutate({ verb: "reject", reason });
  }

  useShortcuts({
    j: () => order.next && void open(order.next),
    k: () => order.previous && void open(order.previous),
    a: () => void approve(true),
    "Ctrl+Enter": () => void approve(true),
    r: () => inReview && setDialog("reject"),
    u: () => void navigate({ to: "/documente", search }),
    "?": () => setDialog("keys"),
  });

  return (
    <div className="actions">
      <button
        type="button"
        className="icon-button keys-button"
        aria-label={t("review.shortcuts")}
        title={t("review.shortcuts")}
        onClick={() => setDialog("keys")}
      >
        <KeyboardIcon />
      </button>
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
            onClick={() => setDialog("reject")}
          >
            <CrossIcon /> {t("review.reject")}
          </button>
          <button
            type="button"
            className="button"
            data-testid="approve"
            disabled={decisions.isPending}
            onClick={() => void approve(false)}
          >
            {t("review.approve")}
          </button>
          <button
            type="button"
            className="button button-primary"
            data-testid="approve-next"
            title={t("review.approve_next")}
            disabled={decisions.isPending}
            onClick={() => void approve(true)}
          >
            <CheckIcon /> {t("review.approve_next.short")}
          </button>
        </>
      )}
      <RejectDialog open={dialog === "reject"} close={() => setDialog(null)} reject={reject} />
      <KeysDialog open={dialog === "keys"} close={() => setDialog(null)} />
    </div>
  );
}
