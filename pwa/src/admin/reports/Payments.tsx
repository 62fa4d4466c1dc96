/** The payments of a purchase whose VAT waits for them: what is still open, and recording another one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { documentKeys } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Payments as PaymentsOf, PurchasePayment } from "../../shared/api/types";
import { showDate, today } from "../../shared/dates";
import { useWords, wordsFor } from "../../shared/i18n";
import { parseAmount, showAmount } from "../../shared/money";
import { fieldProblem } from "../../shared/problems";
import { DateField } from "../../shared/ui/DateField";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";

/** Keyed with the note's document, so that a payment's own note shows when it comes. */
function paymentsKey(note: string) {
  return [...documentKeys.all, "payments", note] as const;
}

export function Payments({ note, mayRecord }: { note: string; mayRecord: boolean }): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery({
    queryKey: paymentsKey(note),
    queryFn: ({ signal }) => api<PaymentsOf>(`/notes/${note}/payments`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.payments.some((one) => one.state === "PENDING") ? 1_000 : false,
  });
  const [isOpen, setOpen] = useState(false);
  if (!data) return null;
  const isSettled = data.open === "0.00";
  return (
    <section className="payments" aria-label={t("payments.title")} data-testid="payments">
      <p className="strong">{t("payments.title")}</p>
      <p>
        {t("payments.waiting", { amount: showAmount(data.waiting, language) })} ·{" "}
        {t("payments.open", { amount: showAmount(data.open, language) })}
      </p>
      {data.payments.length > 0 && (
        <ul className="payment-list" aria-label={t("payments.list")}>
          {data.payments.map((payment) => (
            <Payment key={payment.id} payment={payment} mayCancel={mayRecord} />
          ))}
        </ul>
      )}
      {isOpen ? (
        <PaymentForm note={note} open={data.open} close={() => setOpen(false)} />
      ) : (
        mayRecord &&
        !isSettled && (
          <button
            type="button"
            className="button button-small"
            data-testid="payment-record"
            onClick={() => setOpen(true)}
          >
            {t("payments.record")}
          </button>
        )
      )}
    </section>
  );
}

function Payment({ payment, mayCancel }: { payment: PurchasePayment; mayCancel: boolean }): ReactNode {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const state = wordsFor("payments.state", payment.state);
  return (
    <li>
      <p data-testid="payment">
        {t("payments.entry", {
          date: showDate(payment.date, language),
          amount: showAmount(payment.amount, language),
          released: showAmount(payment.released, language),
        })}{" "}
        {state && <span className="chip chip-plain">{state}</span>}
      </p>
      {isOpen ? (
        <CancelForm payment={payment} close={() => setOpen(false)} />
      ) : (
        mayCancel &&
        payment.state === "POSTED" && (
          <button
            type="button"
            className="button button-small button-quiet"
            data-testid="payment-cancel"
            onClick={() => setOpen(true)}
          >
            {t("payments.cancel")}
          </button>
        )
      )}
    </li>
  );
}

function PaymentForm(props: { note: string; open: string; close: () => void }): ReactNode {
  const { t, language } = useWords();
  const { note, open, close } = props;
  const queries = useQueryClient();
  // Minted once: sent twice, it is still one payment.
  const [id] = useState(() => crypto.randomUUID());
  const [date, setDate] = useState(() => today());
  const [text, setText] = useState(() => showAmount(open, language));
  const [tried, setTried] = useState(false);
  const amount = parseAmount(text);
  const record = useMutation({
    mutationFn: () =>
      api<PurchasePayment>(`/notes/${note}:pay`, { method: "POST", json: { id, date, amount } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: documentKeys.all });
      toast(t("payments.recorded"));
      close();
    },
  });
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (amount !== null) record.mutate();
  }
  return (
    <form className="form storno" onSubmit={submit} noValidate aria-label={t("payments.record")}>
      <FormProblem error={record.error} fields={["date", "amount"]} />
      <p>{t("payments.record.means")}</p>
      <TextField
        label={t("payments.amount")}
        data-testid="payment-amount"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        change={setText}
        problem={tried && amount === null ? t("payments.amount.wrong") : fieldProblem(record.error, "amount")}
      />
      <DateField
        label={t("payments.date")}
        value={date}
        change={setDate}
        problem={fieldProblem(record.error, "date")}
      />
      <FormActions cancel={close} busy={record.isPending} submit={t("payments.record")} />
    </form>
  );
}

function CancelForm({ payment, close }: { payment: PurchasePayment; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const cancel = useMutation({
    mutationFn: () =>
      api<PurchasePayment>(`/payments/${payment.id}:cancel`, {
        method: "POST",
        json: { reason: reason.trim() },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: documentKeys.all });
      toast(t("payments.cancelled"));
      close();
    },
  });
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) cancel.mutate();
  }
  return (
    <form className="form storno" onSubmit={submit} noValidate aria-label={t("payments.cancel")}>
      <FormProblem error={cancel.error} fields={["reason"]} />
      <TextField
        label={t("payments.cancel.reason")}
        data-testid="payment-reason"
        autoComplete="off"
        maxLength={500}
        value={reason}
        change={setReason}
        problem={
          tried && !reason.trim() ? t("payments.cancel.missing") : fieldProblem(cancel.error, "reason")
        }
      />
      <FormActions cancel={close} busy={cancel.isPending} submit={t("payments.cancel")} danger />
    </form>
  );
}
