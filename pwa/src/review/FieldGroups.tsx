/** All fields of a document, in the order in which an accountant reads a receipt. */
import type { ReactNode } from "react";
import type { PaymentMethod } from "../shared/api/types";
import { useWords, type MessageKey } from "../shared/i18n";
import { FieldInput, type Choice } from "./FieldInput";
import { FieldRows, RowsProblem } from "./FieldRows";
import { ItemRows } from "./ItemRows";
import { useReview } from "./ReviewContext";

const KINDS = ["receipt", "invoice", "credit_note", "other"] as const;
const REGIMES = ["vat_on_collection", "reverse_charge"] as const;
const METHODS: readonly PaymentMethod[] = ["CARD", "CASH", "VOUCHER", "TRANSFER", "OTHER"];

function Group({ title, children }: { title: MessageKey; children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className="group">
      <legend>{t(title)}</legend>
      {children}
    </fieldset>
  );
}

export function FieldGroups(): ReactNode {
  const { t } = useWords();
  const kinds: Choice[] = KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));
  return (
    <div className="groups">
      <Group title="group.supplier">
        <div className="grid">
          <FieldInput name="supplier.name" label={t("field.supplier.name")} kind="text" wide />
          <FieldInput name="supplier.cui" label={t("field.supplier.cui")} kind="cui" />
          <FieldInput name="buyer.cui" label={t("field.buyer.cui")} kind="cui" />
          <FieldInput name="supplier.address" label={t("field.supplier.address")} kind="text" wide />
        </div>
      </Group>
      <Group title="group.document">
        <div className="grid">
          <FieldInput name="issue_date" label={t("field.issue_date")} kind="date" />
          <FieldInput name="issue_time" label={t("field.issue_time")} kind="time" />
          <FieldInput name="series" label={t("field.series")} kind="code" />
          <FieldInput name="number" label={t("field.number")} kind="code" />
          <FieldInput name="kind" label={t("field.kind")} kind="kind" choices={kinds} />
          <FieldInput name="fiscal_serial" label={t("field.fiscal_serial")} kind="code" />
        </div>
      </Group>
      <Group title="group.amounts">
        <div className="grid">
          <FieldInput name="total" label={t("field.total")} kind="amount" />
          <FieldInput name="currency" label={t("field.currency")} kind="currency" />
          <FieldInput name="net_total" label={t("field.net_total")} kind="amount" />
          <FieldInput name="vat_total" label={t("field.vat_total")} kind="amount" />
        </div>
      </Group>
      <VatRows />
      <PaymentRows />
      <ItemRows />
    </div>
  );
}

function VatRows(): ReactNode {
  const { t } = useWords();
  const { extraction } = useReview();
  return (
    <Group title="group.vat">
      {extraction.vat.length > 0 && (
        <div className="rows rows-vat" aria-hidden="true">
          <span className="label">{t("field.vat.rate")}</span>
          <span className="label">{t("field.vat.base")}</span>
          <span className="label">{t("field.vat.amount")}</span>
        </div>
      )}
      <FieldRows name="vat" className="rows-vat" fresh={{}} add="field.vat.add" remove="field.vat.remove">
        {(index, label) => (
          <>
            <FieldInput bare name={`vat.${index}.rate`} label={label("field.vat.rate")} kind="rate" />
            <FieldInput bare name={`vat.${index}.base`} label={label("field.vat.base")} kind="amount" />
            <FieldInput bare name={`vat.${index}.amount`} label={label("field.vat.amount")} kind="amount" />
          </>
        )}
      </FieldRows>
      <Regimes />
    </Group>
  );
}

/** Special ways of VAT that the document states. */
function Regimes(): ReactNode {
  const { t } = useWords();
  const { extraction, editable, corrections } = useReview();
  const { regimes } = extraction;
  return (
    <div className="regimes">
      {REGIMES.map((regime) => (
        <label key={regime} className="flag-choice">
          <input
            type="checkbox"
            data-testid={`field-regimes.${regime}`}
            checked={regimes.includes(regime)}
            disabled={!editable}
            onChange={({ target }) =>
              corrections.save("regimes", (known) => ({
                regimes: REGIMES.filter((one) =>
                  one === regime ? target.checked : known.regimes.includes(one),
                ),
              }))
            }
          />
          {t(`regime.${regime}`)}
        </label>
      ))}
      <RowsProblem name="regimes" />
    </div>
  );
}

function PaymentRows(): ReactNode {
  const { t } = useWords();
  const { extraction } = useReview();
  const methods: Choice[] = METHODS.map((method) => ({ value: method, label: t(`method.${method}`) }));
  return (
    <Group title="group.payments">
      <FieldRows
        name="payments"
        className="rows-payment"
        fresh={{ method: "CARD", amount: extraction.total }}
        add="field.payments.add"
        remove="field.payments.remove"
      >
        {(index, label) => (
          <>
            <FieldInput
              bare
              name={`payments.${index}.method`}
              label={label("field.payments.method")}
              kind="method"
              choices={methods}
            />
            <FieldInput
              bare
              name={`payments.${index}.amount`}
              label={label("field.payments.amount")}
              kind="amount"
            />
          </>
        )}
      </FieldRows>
    </Group>
  );
}
