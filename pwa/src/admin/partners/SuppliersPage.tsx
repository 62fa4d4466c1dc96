/** Suppliers: what ANAF says of one, and the account that its expenses go to. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { bareCui, isCui } from "../../shared/cui";
import { today } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { canReview } from "../../shared/identity";
import { DateField } from "../../shared/ui/DateField";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { SearchIcon, ShopIcon } from "../../shared/ui/icons";
import { TextField } from "../../shared/ui/TextField";
import { useAccountName } from "../pickers/accounts";
import { SupplierCard } from "./SupplierCard";
import { knownOf, rulesQuery, type Known } from "./suppliers";
import "../admin.css";
import "./partners.css";

export function SuppliersPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/furnizori" });
  const search = useSearch({ from: "/office/furnizori" });
  const navigate = useNavigate({ from: "/furnizori" });
  const { data, error, isPending, refetch } = useQuery(rulesQuery);
  const known = data ? knownOf(data) : [];

  function look(cui: string, on = search.on): void {
    void navigate({ search: { cui, on } });
  }

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("suppliers.title")}</h1>
          <p className="soft">{t("suppliers.lead")}</p>
        </div>
      </div>
      <LookForm key={search.cui} cui={search.cui ?? ""} on={search.on ?? today()} look={look} />
      {search.cui && (
        <SupplierCard
          key={search.cui}
          cui={search.cui}
          on={search.on ?? today()}
          known={data && known.find(({ cui }) => cui === search.cui)}
          mayRule={canReview(identity.role)}
        />
      )}
      <h2 className="rules-title">{t("suppliers.rules")}</h2>
      <p className="panel-lead">{t("suppliers.rules.lead")}</p>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Loading />
      ) : known.length === 0 ? (
        <Empty icon={<ShopIcon />} title={t("suppliers.rules.empty")} />
      ) : (
        <KnownList known={known} look={look} />
      )}
    </main>
  );
}

function LookForm(props: { cui: string; on: string; look: (cui: string, on: string) => void }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(props.cui);
  const [on, setOn] = useState(props.on);
  const [tried, setTried] = useState(false);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (isCui(text)) props.look(bareCui(text), on);
  }
  return (
    <form className="look" onSubmit={submit} noValidate>
      <TextField
        label={t("suppliers.cui")}
        data-testid="supplier-cui"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        change={setText}
        problem={tried && !isCui(text) ? t("suppliers.cui.wrong") : undefined}
      />
      <DateField label={t("suppliers.on")} value={on} change={setOn} />
      <button type="submit" className="button button-primary" data-testid="supplier-look">
        <SearchIcon /> {t("suppliers.look")}
      </button>
    </form>
  );
}

function KnownList({ known, look }: { known: readonly Known[]; look: (cui: string) => void }): ReactNode {
  const { t } = useWords();
  const nameOf = useAccountName();
  return (
    <ul className="list-card">
      {known.map(({ cui, account, learned }) => (
        <li key={cui} className="rule" data-testid="account-rule">
          <button type="button" className="link-button" onClick={() => look(cui)}>
            {cui}
          </button>
          <span className="rule-words">
            {account && (
              <>
                <span className="chip chip-plain chip-approved">{t("suppliers.rule")}</span>{" "}
                <strong>{account}</strong> <span className="soft">{nameOf(account)}</span>
              </>
            )}
            {learned.length > 0 && (
              <span className="soft">
                {learned
                  .map((one) => t("suppliers.learned.entry", { count: one.approvals, account: one.account }))
                  .join(", ")}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
