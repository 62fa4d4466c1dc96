/** A company and the twelve months of a year, each a button. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Client } from "../../shared/api/types";
import { showMonth } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { LockIcon } from "../../shared/ui/icons";
import { monthsOf, periodsQuery, stateOf, type Month } from "./periods";

export function CompanyMonths(props: {
  client: Client;
  year: number;
  choose: (month: Month) => void;
}): ReactNode {
  const { t } = useWords();
  const { client, year, choose } = props;
  const { data, error } = useQuery(periodsQuery(client.id));
  return (
    <li className="company-months" data-testid="company-months">
      <div className="company-name">
        <p className="strong">{client.name}</p>
        <p className="soft small">CUI {client.cui}</p>
        {error && <p className="hint hint-bad">{sentence(error, t)}</p>}
      </div>
      <ul
        className="months"
        aria-label={t("periods.months", { name: client.name })}
        aria-busy={!data && !error}
      >
        {monthsOf(year, data ?? []).map((month) => (
          <li key={month.month}>
            <MonthButton month={month} choose={choose} disabled={!data} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function MonthButton(props: { month: Month; choose: (month: Month) => void; disabled: boolean }): ReactNode {
  const { t, language } = useWords();
  const { month, choose } = props;
  const state = stateOf(month);
  const count = month.period?.notes ?? 0;
  const short = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" });
  const spoken = t("periods.month", {
    month: showMonth(month.month, language),
    state: t(state === "closed" ? "periods.closed" : "periods.open"),
    notes: count > 0 ? t("periods.notes", { count }) : t("periods.empty"),
  });
  return (
    <button
      type="button"
      className={`month month-${state}`}
      data-testid="month"
      data-month={month.month}
      data-state={state}
      title={spoken}
      disabled={props.disabled}
      onClick={() => choose(month)}
    >
      <span className="visually-hidden">{spoken}</span>
      <span className="month-name" aria-hidden="true">
        {short.format(new Date(`${month.month}-01T00:00:00Z`)).replace(".", "")}
      </span>
      <span className="month-sign" aria-hidden="true">
        {state === "closed" ? <LockIcon /> : count > 0 ? count : "–"}
      </span>
    </button>
  );
}
