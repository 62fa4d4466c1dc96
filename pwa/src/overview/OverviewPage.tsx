/** The office at a glance: what came, what waits and for how long, what is in the books, how well it was read. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Statistics } from "../shared/api/types";
import { showMonth } from "../shared/dates";
import { useWords } from "../shared/i18n";
import { Banner, Empty, Failure, Loading } from "../shared/ui/feedback";
import { CloudOffIcon, ListIcon } from "../shared/ui/icons";
import { clientsQuery } from "../review/queries";
import { Figures } from "./Figures";
import { linkOf } from "./links";
import { MonthsChart } from "./MonthsChart";
import { QualityChart, SHARES, type Share } from "./QualityChart";
import { byKey, FATES, statisticsQuery, type Counts } from "./statistics";
import "./overview.css";

const FROM = "/office/acasa";

export function OverviewPage(): ReactNode {
  const { t } = useWords();
  const { client } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/acasa" });
  const { data: clients = [] } = useQuery(clientsQuery);
  const { data, error, refetch } = useQuery(statisticsQuery(client));
  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <h1>{t("overview.title")}</h1>
        <label>
          <span className="visually-hidden">{t("client.choose")}</span>
          <select
            className="input"
            value={client ?? ""}
            onChange={({ target }) => void navigate({ search: { client: target.value || undefined } })}
          >
            <option value="">{t("client.all")}</option>
            {clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error && data && (
        <Banner tone="warn" icon={<CloudOffIcon />} alert>
          <p>{t("overview.stale")}</p>
        </Banner>
      )}
      {data ? (
        data.months.some(({ received }) => received > 0) ? (
          <Overview
            statistics={data}
            client={client}
            names={new Map(clients.map((one) => [one.id, one.name]))}
          />
        ) : (
          <Empty icon={<ListIcon />} title={t("overview.empty.title")} text={t("list.empty.text")} />
        )
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function Overview(props: {
  statistics: Statistics;
  client: string | undefined;
  names: ReadonlyMap<string, string>;
}): ReactNode {
  const { t, language } = useWords();
  const { statistics, client, names } = props;
  const months = byKey(statistics.months, "month");
  const companies = [...byKey(statistics.months, "client_id")].sort(
    ([, one], [, other]) => other.waiting - one.waiting || other.received - one.received,
  );
  return (
    <div className="office-grid">
      <Figures statistics={statistics} client={client} />
      <figure className="panel chart-panel">
        <figcaption>
          <h2>{t("overview.months")}</h2>
          <Legend names={FATES.map((fate) => [`bar-${fate}`, t(`overview.fate.${fate}`)])} />
        </figcaption>
        <MonthsChart months={months} client={client} />
        <details>
          <summary>{t("overview.as_table")}</summary>
          <CountsTable
            head={t("overview.month")}
            rows={[...months].reverse().map(([month, counts]) => ({
              key: month,
              name: showMonth(month, language),
              counts,
              month,
              client,
            }))}
          />
        </details>
      </figure>
      <figure className="panel chart-panel">
        <figcaption>
          <h2>{t("overview.quality")}</h2>
          <Legend
            names={(Object.keys(SHARES) as Share[]).map((share) => [
              `line-${share}`,
              t(`overview.quality.${share}`),
            ])}
          />
        </figcaption>
        <QualityChart quality={statistics.quality} />
        <details>
          <summary>{t("overview.as_table")}</summary>
          <QualityTable quality={statistics.quality} />
        </details>
      </figure>
      {!client && (
        <section className="panel" aria-labelledby="companies-title">
          <h2 id="companies-title">{t("overview.companies")}</h2>
          <CountsTable
            head={t("client.choose")}
            rows={companies.map(([id, counts]) => ({
              key: id,
              name: names.get(id) ?? "",
              counts,
              client: id,
              since: statistics.months[0]?.month,
            }))}
          />
        </section>
      )}
    </div>
  );
}

function Legend({ names }: { names: readonly (readonly [string, string])[] }): ReactNode {
  return (
    <ul className="legend">
      {names.map(([mark, name]) => (
        <li key={mark}>
          <span className={`legend-mark ${mark}`} aria-hidden="true" /> {name}
        </li>
      ))}
    </ul>
  );
}

function CountsTable(props: {
  head: string;
  rows: readonly {
    key: string;
    name: string;
    counts: Counts;
    month?: string;
    since?: string;
    client?: string;
  }[];
}): ReactNode {
  const { t } = useWords();
  const columns = ["received", "waiting", "approved", "posted", "closed"] as const;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={props.head}>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`overview.fate.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, name, counts, month, since, client }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map((column) => (
                <td key={column} className="number">
                  <Link
                    to="/documente"
                    search={{ ...(since && { from: `${since}-01` }), ...linkOf(column, month, client) }}
                    data-testid={`count-${column}`}
                  >
                    {counts[column]}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QualityTable({ quality }: { quality: Statistics["quality"] }): ReactNode {
  const { t, language } = useWords();
  const shares = Object.keys(SHARES) as Share[];
  return (
    <table className="counts">
      <thead>
        <tr>
          <th scope="col">{t("overview.month")}</th>
          {shares.map((share) => (
            <th key={share} scope="col" className="number">
              {t(`overview.quality.${share}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...quality].reverse().map((one) => (
          <tr key={one.month}>
            <th scope="row">{showMonth(one.month, language)}</th>
            {shares.map((share) => {
              const value = SHARES[share](one);
              return (
                <td key={share} className="number">
                  {value === undefined ? "—" : `${value} %`}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
