/** The rows of the work list; only those in view are in the page. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react";
import type { Doc } from "../shared/api/types";
import { showDate, showInstant } from "../shared/dates";
import { useWords, type Language, type Translate } from "../shared/i18n";
import { showAmount } from "../shared/money";
import { useMinute } from "../shared/useMinute";
import { StateChip } from "../shared/ui/StateChip";
import { AlertIcon, CopyIcon } from "../shared/ui/icons";
import type { Selection } from "./list/useSelection";
import { clientsQuery } from "./queries";
import type { WorkSearch } from "./search";
import { useShortcuts } from "./useShortcuts";

/** Until one was measured. */
const ROW_PX = 62;
const OVERSCAN = 6;
const NONE: readonly Doc[] = [];

export function DocumentRows(props: {
  documents: readonly Doc[];
  search: WorkSearch;
  hasMore: boolean;
  loadMore: () => void;
  /** Absent for who may not approve. */
  selection?: Selection;
}): ReactNode {
  const { t, language } = useWords();
  const { search, hasMore, loadMore, selection } = props;
  // The first rows are drawn in small steps, between which a tap is answered; later ones at once, as fast as one scrolls.
  const documents = useDeferredValue(true, false) ? props.documents : NONE;
  const { data: clients } = useQuery(clientsQuery);
  // Deferred: they change every row, and must not keep a finger or a key waiting.
  const names = useDeferredValue(
    useMemo(() => new Map(clients?.map(({ id, name }) => [id, name])), [clients]),
  );
  const now = useMinute();
  const list = useRef<HTMLUListElement>(null);
  const { top, rowPx } = useMeasures(list);

  const virtualizer = useWindowVirtualizer({
    count: documents.length,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    scrollMargin: top,
    // Another function would have all rows measured anew, thousands of them at each step of the scrolling.
    getItemKey: useCallback((index: number) => documents[index]?.id ?? index, [documents]),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && documents.length > 0 && last >= documents.length - OVERSCAN) loadMore();
  }, [hasMore, last, documents.length, loadMore]);

  useRowKeys(list, selection);

  return (
    <>
      <div className={selection ? "row-heads row-heads-ticked" : "row-heads"} aria-hidden="true">
        <span>{t("list.column.state")}</span>
        <span>{t("list.column.supplier")}</span>
        <span>{t("list.column.date")}</span>
        <span>{t("list.column.client")}</span>
        <span>{t("list.column.received")}</span>
        <span className="number">{t("list.column.total")}</span>
      </div>
      <ul className="rows-list" ref={list} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ key, index, start }) => {
          const document = documents[index];
          return (
            document && (
              <li
                key={key}
                data-index={index}
                className={selection ? "doc-row doc-row-ticked" : "doc-row"}
                data-testid="doc-row"
                data-document-id={document.id}
                data-state={document.state}
                style={{ transform: `translateY(${start - top}px)` }}
              >
                {selection && <Tick document={document} selection={selection} />}
                <Row
                  document={document}
                  search={search}
                  client={names.get(document.client_id) ?? ""}
                  now={now}
                  t={t}
                  language={language}
                />
              </li>
            )
          );
        })}
      </ul>
      {hasMore && <p className="more soft">{t("list.more")}</p>}
    </>
  );
}

/** Where the list begins and how high a row is: all rows are alike, so that one is measured, at each width anew. */
function useMeasures(list: RefObject<HTMLUListElement | null>): { top: number; rowPx: number } {
  const [top, setTop] = useState(0);
  const [rowPx, setRowPx] = useState(ROW_PX);
  useLayoutEffect(() => {
    function measure(): void {
      setTop(list.current?.offsetTop ?? 0);
      setRowPx(list.current?.querySelector("li")?.offsetHeight ?? ROW_PX);
    }
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [list]);
  return { top, rowPx };
}

interface RowProps {
  document: Doc;
  search: WorkSearch;
  client: string;
  now: number;
  t: Translate;
  language: Language;
}

/** Drawn once for all the time that it is in view, however the list scrolls. */
const Row = memo(RowOf);

function RowOf({ document, search, client, now, t, language }: RowProps): ReactNode {
  const { extraction, state } = document;
  const isOnItsWay = state === "RECEIVED" || state === "READING";
  const supplier = extraction?.supplier?.name ?? (isOnItsWay ? t("list.reading") : t("list.unread"));
  const number = [extraction?.series, extraction?.number].filter(Boolean).join(" ");
  return (
    <Link className="row-link" to="/documente/$id" params={{ id: document.id }} search={search}>
      <span className="row-state">
        <StateChip state={state}>{t(`state.${state}`)}</StateChip>
      </span>
      <span className="row-main">
        <span className={`row-supplier${extraction?.supplier?.name ? "" : " row-unread"}`}>{supplier}</span>
        <span className="row-detail">
          {number && <span>{number}</span>}
          <span className="row-file">{document.filename}</span>
        </span>
      </span>
      <span className="row-date">{showDate(extraction?.issue_date, language)}</span>
      <span className="row-client">{client}</span>
      <span className="row-received">
        {showInstant(document.create_time, language, now)}
        {document.duplicate_of && (
          <span className="flag" title={t("list.duplicate")}>
            <CopyIcon />
            <span className="visually-hidden">{t("list.duplicate")}</span>
          </span>
        )}
        {state === "REVIEW" && extraction?.needs_review && (
          <span className="flag flag-warn" title={t("list.needs_review")}>
            <AlertIcon />
            <span className="visually-hidden">{t("list.needs_review")}</span>
          </span>
        )}
      </span>
      <span className="row-total number">
        {extraction?.total && (
          <>
            {showAmount(extraction.total, language)} <span className="currency">{extraction.currency}</span>
          </>
        )}
      </span>
    </Link>
  );
}

/** Ticks a document that may be approved; with Shift all up to the one ticked before. */
function Tick({ document, selection }: { document: Doc; selection: Selection }): ReactNode {
  const { t } = useWords();
  if (document.state !== "REVIEW") return <span />;
  const name = document.extraction?.supplier?.name ?? document.filename;
  return (
    <label className="tick">
      <input
        type="checkbox"
        data-testid="tick"
        aria-label={t("bulk.tick", { name })}
        checked={selection.chosen.has(document.id)}
        readOnly
        onClick={({ shiftKey }) => selection.toggle(document.id, shiftKey)}
      />
    </label>
  );
}

/** j and k move the focus along the rows, x ticks the one with the focus, X all up to it. */
function useRowKeys(list: RefObject<HTMLUListElement | null>, selection: Selection | undefined): void {
  function move(step: 1 | -1): void {
    const links = [...(list.current?.querySelectorAll<HTMLElement>(".row-link") ?? [])];
    const at = links.indexOf(window.document.activeElement as HTMLElement);
    links[at === -1 ? 0 : at + step]?.focus();
  }
  function tick(upTo: boolean): void {
    const row = window.document.activeElement?.closest<HTMLElement>(".doc-row[data-state=REVIEW]");
    const id = row?.dataset.documentId;
    if (id) selection?.toggle(id, upTo);
  }
  useShortcuts({ j: () => move(1), k: () => move(-1), x: () => tick(false), X: () => tick(true) });
}
