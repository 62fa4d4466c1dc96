/** The account of the purchase: which, why, and another one where the accountant knows better. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Note } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { basisWords } from "./explanations";
import { Chooser } from "./Chooser";
import { accountsQuery } from "./queries";
import type { BookingChoice } from "./useBooking";
import { useShortcuts } from "./useShortcuts";

/** Of purchases: expenses, stocks, fixed assets. */
const OF_PURCHASES = /^[236]/;

export function AccountChoice({ note, choice }: { note: Note; choice: BookingChoice }): ReactNode {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const reason = note.account_reason;
  const chosen = choice.booking?.account;
  const shown = chosen ?? reason?.account;
  const name = accounts.find(({ code }) => code === shown)?.name;
  useShortcuts({
    n: () => setOpen(true),
    v: () => choice.chooseAdvance(!choice.booking?.paid_from_advance),
  });
  return (
    <div className="booking">
      <div className="booking-account">
        <div>
          <p data-testid="account">
            <span className="account-code">{shown}</span> {name}
          </p>
          {reason && (
            <p className="soft small" data-testid="account-reason">
              {basisWords(reason, t, language)}
            </p>
          )}
        </div>
        {chosen && (
          <button
            type="button"
            className="button button-small button-quiet"
            onClick={() => choice.chooseAccount(undefined)}
          >
            {t("account.undo")}
          </button>
        )}
        <button
          type="button"
          className="button button-small"
          data-testid="account-change"
          title={t("account.change.key")}
          onClick={() => setOpen(true)}
        >
          {t("account.change")}
        </button>
      </div>
      <label className="flag-choice small">
        <input
          type="checkbox"
          data-testid="paid-from-advance"
          checked={choice.booking?.paid_from_advance ?? note.rule.includes("_advance")}
          onChange={({ target }) => choice.chooseAdvance(target.checked)}
        />
        {t("account.advance")}
      </label>
      <Chooser
        title={t("account.choose")}
        hint={t("account.search")}
        open={open}
        close={() => setOpen(false)}
        choices={accounts
          .filter(({ code }) => OF_PURCHASES.test(code))
          .map(({ code, name: label }) => ({ value: code, label: code, detail: label }))}
        choose={choice.chooseAccount}
      >
        <p className="soft small">{t("account.teaches")}</p>
      </Chooser>
    </div>
  );
}
