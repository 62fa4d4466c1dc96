/** One supplier: the facts of a day, the office's rule for its account, and what approvals taught. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { api } from "../../shared/api/http";
import type { AccountRule, RegisteredSupplier } from "../../shared/api/types";
import { showDate } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { Failure, Loading } from "../../shared/ui/feedback";
import { FormProblem } from "../../shared/ui/forms";
import { toast } from "../../shared/ui/Toasts";
import { AccountField } from "../pickers/AccountField";
import { RULES, supplierQuery, type Known } from "./suppliers";

export function SupplierCard(props: {
  cui: string;
  on: string;
  /** Undefined where the office has nothing of its own about it, or while that is fetched. */
  known: Known | undefined;
  mayRule: boolean;
}): ReactNode {
  const { t } = useWords();
  const { cui, on, known, mayRule } = props;
  const { data, error, isPending, isFetching, refetch } = useQuery(supplierQuery(cui, on));
  return (
    <div className="supplier" data-testid="supplier" data-status={data?.status}>
      <section className="panel" aria-labelledby="supplier-facts">
        <h2 id="supplier-facts">
          {t("suppliers.facts")} · CUI {cui}
        </h2>
        {error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : isPending ? (
          <Loading />
        ) : data.status === "FOUND" ? (
          <Facts supplier={data} />
        ) : (
          <div className="supplier-unknown">
            <p>{t(`suppliers.status.${data.status}`)}</p>
            <button
              type="button"
              className="button button-small"
              disabled={isFetching}
              onClick={() => void refetch()}
            >
              {t("suppliers.again")}
            </button>
          </div>
        )}
      </section>
      <section className="panel" aria-labelledby="supplier-account">
        <h2 id="supplier-account">{t("suppliers.account")}</h2>
        <RuleForm key={known?.account ?? ""} cui={cui} account={known?.account ?? ""} mayRule={mayRule} />
        <h3 className="learned-title">{t("suppliers.learned")}</h3>
        {known && known.learned.length > 0 ? (
          <ul className="dashes">
            {known.learned.map(({ account, approvals }) => (
              <li key={account}>{t("suppliers.learned.entry", { count: approvals, account })}</li>
            ))}
          </ul>
        ) : (
          <p className="soft">{t("suppliers.learned.none")}</p>
        )}
      </section>
    </div>
  );
}

function Facts({ supplier }: { supplier: RegisteredSupplier }): ReactNode {
  const { t, language } = useWords();
  const say = (fact: boolean | undefined): string =>
    fact === undefined ? t("suppliers.unknown") : t(fact ? "suppliers.yes" : "suppliers.no");
  return (
    <>
      <dl className="supplier-facts">
        <dt>{t("suppliers.name")}</dt>
        <dd className="strong">{supplier.name}</dd>
        {(["vat_payer", "vat_on_collection", "inactive"] as const).map((fact) => (
          <FactRow
            key={fact}
            name={t(`suppliers.${fact}`)}
            said={say(supplier[fact])}
            isBad={fact === "inactive" && supplier.inactive === true}
          />
        ))}
      </dl>
      <p className="soft small">
        {t("suppliers.asked_on", { date: showDate(supplier.asked_on, language) })} ·{" "}
        {supplier.source.toUpperCase()}
      </p>
    </>
  );
}

function FactRow({ name, said, isBad }: { name: string; said: string; isBad: boolean }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd className={isBad ? "hint-bad strong" : ""}>{said}</dd>
    </>
  );
}

function RuleForm(props: { cui: string; account: string; mayRule: boolean }): ReactNode {
  const { t } = useWords();
  const { cui, account, mayRule } = props;
  const queries = useQueryClient();
  const [typed, setTyped] = useState(account);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      api<AccountRule>(`/account-rules/${cui}`, { method: "PUT", json: { account: typed.trim() } }),
    onSuccess: (rule) => {
      void queries.invalidateQueries({ queryKey: RULES });
      toast(t("suppliers.account.saved", { account: rule.account }));
    },
  });
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (typed.trim()) save.mutate();
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={save.error} fields={["account"]} />
      {!account && <p className="soft">{t("suppliers.account.none")}</p>}
      <AccountField
        label={t("suppliers.account")}
        value={typed}
        change={setTyped}
        disabled={!mayRule}
        problem={
          tried && !typed.trim() ? t("suppliers.account.missing") : fieldProblem(save.error, "account")
        }
      />
      {mayRule && (
        <button
          type="submit"
          className="button"
          data-testid="rule-save"
          disabled={save.isPending || typed === account}
        >
          {t("suppliers.account.save")}
        </button>
      )}
    </form>
  );
}
