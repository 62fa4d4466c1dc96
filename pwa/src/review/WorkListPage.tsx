/** The work list: all documents by state, company and words; smooth with many thousands. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { DOCUMENT_STATES } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { Empty, Failure, Loading } from "../shared/ui/feedback";
import { ListIcon, SearchIcon } from "../shared/ui/icons";
import { DocumentRows } from "./DocumentRows";
import { clientsQuery, summaryQuery, workQuery } from "./queries";
import { SORTS, type Sort, type WorkSearch } from "./search";
import "./worklist.css";

const FROM = "/office/documente";
const TYPING_MS = 250;

export function WorkListPage(): ReactNode {
  const { t } = useWords();
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/documente" });
  const work = useInfiniteQuery(workQuery(search));
  const documents = work.data?.pages.flatMap((page) => page.documents) ?? [];
  const isFiltered = Boolean(search.state ?? search.client ?? search.q);

  function narrow(change: Partial<WorkSearch>): void {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  }

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <h1>{t("list.title")}</h1>
      </div>
      <States search={search} narrow={narrow} />
      <Filters search={search} narrow={narrow} />
      {work.error ? (
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
              onClick={() => narrow({ state: undefined, client: undefined, q: undefined })}
            >
              {t("list.empty.clear")}
            </button>
          )}
        </Empty>
      ) : (
        <DocumentRows
          documents={documents}
          search={search}
          hasMore={work.hasNextPage}
          loadMore={() => void (work.isFetchingNextPage || work.fetchNextPage())}
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
    <div className="filters">
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

/** Searches a moment after the last letter. */
function SearchBox({ search, narrow }: FilterProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(search.q ?? "");
  const [asked, setAsked] = useState(search.q);
  // An address that changed by other means, such as "clear the filters", shows here too.
  if (asked !== search.q) {
    setAsked(search.q);
    setText(search.q ?? "");
  }
  useEffect(() => {
    const words = text.trim() || undefined;
    if (words === search.q) return;
    const timer = setTimeout(() => narrow({ q: words }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, search.q, narrow]);
  return (
    <label className="search">
      <span className="visually-hidden">{t("list.search")}</span>
      <SearchIcon />
      <input
        className="input"
        type="search"
        placeholder={t("list.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
