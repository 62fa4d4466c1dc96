/** What a currency costs, for documents of a day and of the days before it. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { RateOfDay, RatesOfDay } from "../../shared/api/types";
import { showDate, today } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { canReview } from "../../shared/identity";
import { DateField } from "../../shared/ui/DateField";
import { Dialog } from "../../shared/ui/Dialog";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { CurrencyIcon, PencilIcon } from "../../shared/ui/icons";
import { SelectField } from "../../shared/ui/SelectField";
import { RateForm } from "./RateForm";
import { daysUntil } from "./rates";
import "../admin.css";
import "./partners.css";

const DAYS = 7;
const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "HUF", "BGN", "PLN", "CZK", "MDL", "TRY", "UAH", "SEK"];

export function RatesPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/cursuri" });
  const search = useSearch({ from: "/office/cursuri" });
  const navigate = useNavigate({ from: "/cursuri" });
  const queries = useQueryClient();
  const currency = search.currency ?? "EUR";
  const day = search.on ?? today();
  const [set, setSet] = useState<string | null>(null);
  const days = daysUntil(day, DAYS);
  const results = useQueries({
    queries: days.map((date) => ({
      queryKey: ["rates", currency, date],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api<RatesOfDay>(`/exchange-rates/${currency}/${date}`, { signal }),
    })),
  });
  const error = results.find((result) => result.error)?.error;
  const isPending = results.some((result) => result.isPending);

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("rates.title")}</h1>
          <p className="soft">{t("rates.lead")}</p>
        </div>
        {canReview(identity.role) && (
          <button type="button" className="button" data-testid="rate-set" onClick={() => setSet(day)}>
            <PencilIcon /> {t("rates.set")}
          </button>
        )}
      </div>
      <div className="choices">
        <SelectField
          label={t("rates.currency")}
          value={currency}
          change={(next) =>
            void navigate({ search: (before) => ({ ...before, currency: next }), replace: true })
          }
          options={[...new Set([...CURRENCIES, currency])].map((code) => ({ value: code, label: code }))}
        />
        <DateField
          label={t("rates.on")}
          value={day}
          change={(on) => void navigate({ search: (before) => ({ ...before, on }), replace: true })}
        />
      </div>
      {error ? (
        <Failure error={error} retry={() => void queries.invalidateQueries({ queryKey: ["rates"] })} />
      ) : isPending ? (
        <Loading />
      ) : results.every(({ data }) => !data?.bnr && !data?.own) ? (
        <Empty icon={<CurrencyIcon />} title={t("rates.missing")} />
      ) : (
        <RateTable days={days} rates={results.map(({ data }) => data)} />
      )}
      <Dialog
        title={t("rates.set.title", { currency, date: showDate(set ?? "", "ro") })}
        open={set !== null}
        close={() => setSet(null)}
      >
        {set && <RateForm currency={currency} day={set} done={() => setSet(null)} />}
      </Dialog>
    </main>
  );
}

function RateTable(props: {
  days: readonly string[];
  rates: readonly (RatesOfDay | undefined)[];
}): ReactNode {
  const { t, language } = useWords();
  function show(rate: RateOfDay | undefined): string {
    if (!rate) return t("rates.none");
    const amount = language === "ro" ? rate.rate.replace(".", ",") : rate.rate;
    return rate.units > 1 ? t("rates.per", { rate: amount, units: rate.units }) : amount;
  }
  return (
    <div className="scroll-x table-card" tabIndex={0} role="region" aria-label={t("rates.title")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("rates.day")}</th>
            <th scope="col">{t("rates.bnr")}</th>
            <th scope="col">{t("rates.own")}</th>
            <th scope="col" className="number">
              {t("rates.used")}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.days.map((day, index) => {
            const { bnr, own } = props.rates[index] ?? {};
            return (
              <tr key={day} data-testid="rate" data-day={day}>
                <th scope="row" className="nowrap">
                  {showDate(day, language)}
                </th>
                <td className="nowrap">
                  {bnr
                    ? t("rates.of", { rate: show(bnr), date: showDate(bnr.date, language) })
                    : t("rates.none")}
                </td>
                <td>
                  {show(own)} {own && <span className="soft small">{own.source}</span>}
                </td>
                <td className="number strong">{show(own ?? bnr)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
