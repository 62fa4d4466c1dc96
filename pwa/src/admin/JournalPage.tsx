/** The purchase journal (jurnal de cumpărări) of a company and month. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { clientsQuery } from "../review/queries";
import { address, api } from "../shared/api/http";
import type { Journal, JournalEntry } from "../shared/api/types";
import { lastMonths, monthSpan, showDate, showMonth, thisMonth } from "../shared/dates";
import { useWords } from "../shared/i18n";
import { chooseClient, chosenClient } from "../shared/identity";
import { showAmount, sum } from "../shared/money";
import { Empty, Failure, Loading } from "../shared/ui/feedback";
import { BookIcon, DownloadIcon } from "../shared/ui/icons";
import "./admin.css";

const FROM = "/office/jurnal";
const MONTHS = 24;

export function JournalPage(): ReactNode {
  const { t, language } = useWords();
  const navigate = useNavigate({ from: "/jurnal" });
  const search = useSearch({ from: FROM });
  const { data: clients } = useQuery(clientsQuery);
  const client = clients?.find(({ id }) => id === (search.client ?? chosenClient())) ?? clients?.[0];
  const month = search.month ?? thisMonth();
  // A month of the address that lies further back is offered, too.
  const months = [...new Set([...lastMonths(MONTHS), month])];
  const query = { client_id: client?.id ?? "", ...monthSpan(month) };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["documents", "journal", query],
    queryFn: ({ signal }) =>
      api<Journal>("/journals/purchases", { signal, query: { ...query, format: "json" } }),
    enabled: client !== undefined,
    placeholderData: keepPreviousData,
  });

  function choose(id: string): void {
    chooseClient(id);
    void navigate({ search: (before) => ({ ...before, client: id }), replace: true });
  }

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <h1>{t("journal.title")}</h1>
        {client && (
          <a className="button" href={address("/journals/purchases", { ...query, format: "csv" })} download>
            <DownloadIcon /> {t("journal.download")}
          </a>
        )}
      </div>
      <div className="filters">
        <label>
          <span className="label">{t("client.choose")}</span>
          <select className="input" value={client?.id ?? ""} onChange={(event) => choose(event.target.value)}>
            {clients?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="label">{t("journal.month")}</span>
          <select
            className="input"
            value={month}
            onChange={(event) =>
              void navigate({ search: (before) => ({ ...before, month: event.target.value }), replace: true })
            }
          >
            {months.map((one) => (
              <option key={one} value={one}>
                {showMonth(one, language)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {clients?.length === 0 ? (
        <Empty icon={<BookIcon />} title={t("client.none")} text={t("journal.choose.text")} />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Loading />
      ) : data.entries.length === 0 ? (
        <Empty icon={<BookIcon />} title={t("journal.empty.title")} text={t("journal.empty.text")} />
      ) : (
        <JournalTable journal={data} />
      )}
    </main>
  );
}

function amountOf(entry: Pick<JournalEntry, "vat">, rate: string, part: "base" | "amount"): string {
  return sum(entry.vat.filter((vat) => vat.rate === rate).map((vat) => vat[part]));
}

function JournalTable({ journal }: { journal: Journal }): ReactNode {
  const { t, language } = useWords();
  const rates = journal.vat.map((vat) => vat.rate);
  const show = (amount: string): string => (amount === "0.00" ? "–" : showAmount(amount, language));
  return (
    <div className="scroll-x table-card" tabIndex={0} role="region" aria-label={t("journal.title")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("journal.date")}</th>
            <th scope="col">{t("journal.number")}</th>
            <th scope="col">{t("journal.supplier")}</th>
            {rates.flatMap((rate) => [
              <th scope="col" className="number" key={`base ${rate}`}>
                {t("journal.base", { rate })}
              </th>,
              <th scope="col" className="number" key={`vat ${rate}`}>
                {t("journal.vat", { rate })}
              </th>,
            ])}
            <th scope="col" className="number">
              {t("journal.non_deductible")}
            </th>
            <th scope="col" className="number">
              {t("journal.total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {journal.entries.map((entry) => (
            <tr key={entry.note_id}>
              <td className="nowrap">{showDate(entry.date, language)}</td>
              <td>
                <Link to="/documente/$id" params={{ id: entry.document_id }}>
                  {entry.number || "–"}
                </Link>
              </td>
              <td>
                {entry.supplier_name} <span className="soft small">{entry.supplier_cui}</span>
              </td>
              {rates.flatMap((rate) => [
                <td className="number" key={`base ${rate}`}>
                  {show(amountOf(entry, rate, "base"))}
                </td>,
                <td className="number" key={`vat ${rate}`}>
                  {show(amountOf(entry, rate, "amount"))}
                </td>,
              ])}
              <td className="number">{show(entry.non_deductible || "0.00")}</td>
              <td className="number strong">{showAmount(entry.total, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("journal.sum")}
            </th>
            {rates.flatMap((rate) => [
              <td className="number" key={`base ${rate}`}>
                {show(amountOf(journal, rate, "base"))}
              </td>,
              <td className="number" key={`vat ${rate}`}>
                {show(amountOf(journal, rate, "amount"))}
              </td>,
            ])}
            <td className="number">{show(sum(journal.entries.map((entry) => entry.non_deductible)))}</td>
            <td className="number strong">{showAmount(journal.total, language)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
