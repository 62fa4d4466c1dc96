/** The work list: all documents by state, company and words; smooth with many thousands. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { DOCUMENT_STATES } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { showDate } from "../shared/dates";
import { canReview, seesBooks } from "../shared/identity";
import { Banner, Empty, Failure, Loading } from "../shared/ui/feedback";
import { ChartIcon, CloudOffIcon, CrossIcon, ListIcon, SearchIcon } from "../shared/ui/icons";
import { DocumentRows } from "./DocumentRows";
import { ApproveClean, SelectionBar } from "./list/BulkApproval";
import { SearchBox } from "./list/SearchBox";
import { useSelection } from "./list/useSelection";
import { Views } from "./list/Views";
import { clientsQuery, summaryQuery, workQuery } from "./queries";
import { SORTS, type Sort, type WorkSearch } from "./search";
import "./list/list.css";
import "./worklist.css";

const FROM = "/office/documente";

export function WorkListPage(): ReactNode {
  const { t } = useWords();
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/documente" });
  const work = useInfiniteQuery(workQuery(search));
  const pages = work.data?.pages;
  const documents = useMemo(() => pages?.flatMap((page) => page.documents) ?? [], [pages]);
  const { identity } = useRouteContext({ from: FROM });
  const selection = useSelection(documents);
  const isFiltered = Object.entries(search).some(([name, value]) => name !== "sort" && Boolean(value));
  const mayApprove = canReview(identity.role);

  function narrow(change: Partial<WorkSearch>): void {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  }

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <h1>{t("list.title")}</h1>
        <div className="page-tools">
          {seesBooks(identity.role) && (
            <Link to="/acasa" className="button" data-testid="overview-link">
              <ChartIcon /> {t("overview.link")}
            </Link>
          )}
          {mayApprove && <ApproveClean search={search} />}
        </div>
      </div>
      <States search={search} narrow={narrow} />
      <Views search={search} />
      <Filters search={search} narrow={narrow} />
      <Narrowed search={search} narrow={narrow} />
      {work.error && documents.length > 0 && (
        <Banner tone="warn" icon={<CloudOffIcon />} alert>
          <p>{t("list.stale")}</p>
        </Banner>
      )}
      {work.error && documents.length === 0 ? (
        <Failure error={work.error} retry={() => void work.refetch()} />
      ) : work.isPending ? (
        <Loading />
      ) : documents.length === 0 ? (
        <Empty
          icon={isFiltered ? <SearchIcon /> : <ListIcon />}
          title={t("list.empty.title")}
          text={t(isFiltered ? "list.empty.filtered" : "list.empty.text")}
        >
          {isFiltered && (
            <button
              type="button"
              className="button"
              onClick={() => void navigate({ search: { sort: search.sort } })}
            >
              {t("list.empty.clear")}
            </button>
          )}
        </Empty>
      ) : (
        <DocumentRows
          documents={documents}
          search={search}
          selection={mayApprove ? selection : undefined}
          hasMore={work.hasNextPage}
          loadMore={() => void (work.isFetchingNextPage || work.fetchNextPage())}
        />
      )}
      {mayApprove && (
        <SelectionBar
          documents={documents.filter(({ id, state }) => state === "REVIEW" && selection.chosen.has(id))}
          clear={selection.clear}
        />
      )}
    </main>
  );
}

interface FilterProps {
  search: WorkSearch;
  narrow: (change: Partial<WorkSearch>) => void;
}

/** How many documents stand where; each a filter. */
function States({ search, narrow }: FilterProps): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(summaryQuery(search.client));
  return (
    <div className="states" role="group" aria-label={t("list.states")}>
      <button
        type="button"
        className="state-tab"
        aria-pressed={search.state === undefined}
        onClick={() => narrow({ state: undefined })}
      >
        <span className="state-count">{data?.total ?? "–"}</span>
        <span>{t("list.state.all")}</span>
      </button>
      {DOCUMENT_STATES.map((state) => (
        <button
          key={state}
          type="button"
          className={`state-tab state-${state.toLowerCase()}`}
          data-testid={`summary-${state}`}
          aria-pressed={search.state === state}
          onClick={() => narrow({ state: search.state === state ? undefined : state })}
        >
          <span className="state-count">{data ? (data.states[state] ?? 0) : "–"}</span>
          <span>{t(`state.${state}`)}</span>
        </button>
      ))}
    </div>
  );
}

function Filters({ search, narrow }: FilterProps): ReactNode {
  const { t } = useWords();
  const { data: clients = [] } = useQuery(clientsQuery);
  return (
    <div className="filters filters-work">
      <SearchBox search={search} narrow={narrow} />
      <label>
        <span className="visually-hidden">{t("client.choose")}</span>
        <select
          className="input"
          value={search.client ?? ""}
          onChange={(event) => narrow({ client: event.target.value || undefined })}
        >
          <option value="">{t("client.all")}</option>
          {clients.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">{t("list.attention")}</span>
        <select
          className="input"
          data-testid="filter-attention"
          value={search.attention ?? ""}
          onChange={(event) =>
            narrow({ attention: (event.target.value || undefined) as WorkSearch["attention"] })
          }
        >
          <option value="">{t("list.attention.all")}</option>
          <option value="yes">{t("list.attention.yes")}</option>
          <option value="no">{t("list.attention.no")}</option>
        </select>
      </label>
      <label>
        <span className="visually-hidden">{t("list.sort")}</span>
        <select
          className="input"
          value={search.sort ?? SORTS[0]}
          onChange={(event) =>
            narrow({ sort: event.target.value === SORTS[0] ? undefined : (event.target.value as Sort) })
          }
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`list.sort.${sort}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** Filters that a link set and no box shows: days of receipt and supplier; each can be taken off. */
function Narrowed({ search, narrow }: FilterProps): ReactNode {
  const { t, language } = useWords();
  const { from, to, cui } = search;
  const shown = [
    (from ?? to) && {
      label: t("list.received", { from: showDate(from, language), to: showDate(to, language) }),
      off: { from: undefined, to: undefined },
    },
    search.open && { label: t("list.open"), off: { open: undefined } },
    cui && { label: t("list.supplier", { cui }), off: { cui: undefined } },
  ].filter((one) => typeof one === "object");
  if (shown.length === 0) return null;
  return (
    <p className="narrowed">
      {shown.map(({ label, off }) => (
        <button key={label} type="button" className="button button-small" onClick={() => narrow(off)}>
          {label} <CrossIcon />
        </button>
      ))}
    </p>
  );
}
