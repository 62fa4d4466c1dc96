/** One document: its picture beside its fields, the note, and the decision, by keyboard alone if one likes. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { canReview, seesBooks } from "../shared/identity";
import { Failure, Loading } from "../shared/ui/feedback";
import { Actions } from "./Actions";
import { DocumentNews } from "./DocumentNews";
import { focusDoubt, focusWhole } from "./doubts";
import { FieldGroups } from "./FieldGroups";
import { Details } from "./Details";
import { KeysDialog } from "./KeysDialog";
import { NotePanel } from "./NotePanel";
import { PagePicture } from "./picture/PagePicture";
import { documentQuery } from "./queries";
import { ReviewContext, type Pointer, type Review } from "./ReviewContext";
import { SheetHead } from "./SheetHead";
import { useBooking } from "./useBooking";
import { useCorrections } from "./useCorrections";
import { usePrefetch } from "./usePrefetch";
import { useShortcuts } from "./useShortcuts";
import { useTrial } from "./useTrial";
import { useWordTaking } from "./useWordTaking";
import { useWorkOrder, type WorkOrder } from "./useWorkOrder";
import "./fields.css";
import "./compare.css";
import "./note.css";
import "./details.css";
import "./dialogs.css";
import "./review.css";

const FROM = "/office/documente/$id";

export function ReviewPage(): ReactNode {
  const { id } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const order = useWorkOrder(id, search);
  const [showsKeys, setShowsKeys] = useState(false);
  const {
    data: document,
    error,
    refetch,
  } = useQuery({
    ...documentQuery(id),
    // While a document is on its way the page must not depend on the stream of events alone.
    refetchInterval: ({ state }) => (isMoving(state.data) ? 3_000 : false),
  });
  usePrefetch(order.next);
  usePrefetch(order.nextToReview);

  // Here and not in the sheet, so that keys work while the next document is still on its way.
  const open = (other: string | undefined): void => {
    if (other) void navigate({ to: "/documente/$id", params: { id: other }, search });
  };
  useShortcuts({
    j: () => open(order.next),
    k: () => open(order.previous),
    u: () => void navigate({ to: "/documente", search }),
    f: () => document?.extraction && focusDoubt(document.extraction),
    "?": () => setShowsKeys(true),
  });

  return (
    <>
      {document ? (
        <Sheet key={id} document={document} order={order} showKeys={() => setShowsKeys(true)} />
      ) : (
        <main id="main" tabIndex={-1}>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />}
        </main>
      )}
      <KeysDialog open={showsKeys} close={() => setShowsKeys(false)} />
    </>
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
      // A pointer that lies still must not hide the field that the keyboard went to.
      point: (field, by) =>
        setPointed((now) => (by === "focus" ? { focus: field, hover: null } : { ...now, hover: field })),
      unpoint: (by) => setPointed((now) => ({ ...now, [by]: null })),
    }),
    [pointed],
  );
}

function focusField(from: Element, step: 1 | -1): void {
  const fields = [...window.document.querySelectorAll<HTMLElement>("[data-field]")];
  const next = fields[fields.indexOf(from as HTMLElement) + step];
  if (next) focusWhole(next);
  else (from as HTMLElement).blur();
}

function Sheet({
  document,
  order,
  showKeys,
}: {
  document: Doc;
  order: WorkOrder;
  showKeys: () => void;
}): ReactNode {
  const { t } = useWords();
  const { id, state, extraction } = document;
  const { identity } = useRouteContext({ from: FROM });
  const corrections = useCorrections(id);
  const { active, point, unpoint } = usePointed();
  const main = useRef<HTMLElement>(null);

  // The page itself takes the focus, so that the keys work at once and screen readers start at the top.
  useEffect(() => main.current?.focus(), []);

  const editable = canReview(identity.role) && state === "REVIEW";
  const choice = useBooking(document);
  const { target, take, boxes } = useWordTaking(extraction?.boxes);
  const { tried, tryOut } = useTrial(id, extraction);
  const review = useMemo<Review | null>(
    () =>
      extraction ? { extraction, editable, corrections, point, unpoint, focusField, target, tryOut } : null,
    [extraction, editable, corrections, point, unpoint, target, tryOut],
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
      <PagePicture document={document} boxes={boxes} active={active} take={editable ? take : undefined} />
      <div className="sheet">
        <DocumentNews document={document} tried={tried} />
        {review && (
          <ReviewContext value={review}>
            <section className="panel sheet-fields" aria-label={t("review.fields")}>
              <FieldGroups />
            </section>
          </ReviewContext>
        )}
        <div className="sheet-aside">
          {seesBooks(identity.role) && (
            <NotePanel document={document} choice={editable ? choice : undefined} />
          )}
          <Details document={document} withHistory={seesBooks(identity.role)} />
        </div>
      </div>
      {canReview(identity.role) && (
        <Actions
          document={document}
          order={order}
          showKeys={showKeys}
          corrections={corrections}
          booking={choice.booking}
        />
      )}
    </main>
  );
}
