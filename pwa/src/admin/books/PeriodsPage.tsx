/** The months of every company's books, a year at a time: which are open, which are closed. */
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Client } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { Banner, Empty, Failure, Loading } from "../../shared/ui/feedback";
import { BuildingIcon, ChevronLeftIcon, ChevronRightIcon, LockIcon, SearchIcon } from "../../shared/ui/icons";
import { useCompany } from "../pickers/company";
import { CompanyMonths } from "./CompanyMonths";
import { PeriodDialog } from "./PeriodDialog";
import type { Month } from "./periods";
import "../admin.css";
import "./periods.css";

const AT_ONCE = 20;

export function PeriodsPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/perioade" });
  const search = useSearch({ from: "/office/perioade" });
  const navigate = useNavigate({ from: "/perioade" });
  const { clients, error, retry } = useCompany(undefined);
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<{ client: Client; month: Month } | null>(null);
  const year = search.year ?? new Date().getFullYear();
  const words = (search.q ?? "").toLowerCase();
  const found = clients?.filter(({ name, cui }) => `${name} ${cui}`.toLowerCase().includes(words)) ?? [];
  const isOwner = identity.role === "ROLE_OWNER";

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("periods.title")}</h1>
          <p className="soft">{t("periods.lead")}</p>
        </div>
        <YearChoice
          year={year}
          change={(next) => void navigate({ search: (before) => ({ ...before, year: next }), replace: true })}
        />
      </div>
      {!isOwner && (
        <Banner tone="info" icon={<LockIcon />}>
          <p>{t("periods.readonly")}</p>
        </Banner>
      )}
      <div className="periods-bar">
        <label className="search search-alone">
          <span className="visually-hidden">{t("periods.search")}</span>
          <SearchIcon />
          <input
            className="input"
            type="search"
            placeholder={t("periods.search")}
            value={search.q ?? ""}
            onChange={(event) =>
              void navigate({
                search: (before) => ({ ...before, q: event.target.value || undefined }),
                replace: true,
              })
            }
          />
        </label>
        <Legend />
      </div>
      {error ? (
        <Failure error={error} retry={retry} />
      ) : clients === undefined ? (
        <Loading />
      ) : found.length === 0 ? (
        <Empty
          icon={<BuildingIcon />}
          title={t(clients.length === 0 ? "client.none" : "periods.none")}
          text={clients.length === 0 ? t("clients.empty.text") : undefined}
        />
      ) : (
        <ul className="list-card">
          {found.slice(0, most).map((client) => (
            <CompanyMonths
              key={client.id}
              client={client}
              year={year}
              choose={(month) => setChosen({ client, month })}
            />
          ))}
        </ul>
      )}
      {found.length > most && (
        <button type="button" className="button more" onClick={() => setMost(most + AT_ONCE)}>
          {t("periods.more")}
        </button>
      )}
      <PeriodDialog chosen={chosen} isOwner={isOwner} close={() => setChosen(null)} />
    </main>
  );
}

function YearChoice({ year, change }: { year: number; change: (year: number) => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className="year-choice" role="group" aria-label={t("periods.year")}>
      <button
        type="button"
        className="icon-button"
        aria-label={t("periods.year.before")}
        onClick={() => change(year - 1)}
      >
        <ChevronLeftIcon />
      </button>
      <span className="year" aria-live="polite" data-testid="year">
        {year}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t("periods.year.after")}
        onClick={() => change(year + 1)}
      >
        <ChevronRightIcon />
      </button>
    </div>
  );
}

function Legend(): ReactNode {
  const { t } = useWords();
  return (
    <ul className="legend">
      {(["open", "closed", "empty"] as const).map((state) => (
        <li key={state}>
          <span className={`legend-sign month-${state}`} aria-hidden="true">
            {state === "closed" && <LockIcon />}
          </span>
          {t(`periods.legend.${state}`)}
        </li>
      ))}
    </ul>
  );
}
