/** Enters the office's own rate for its documents of a day. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { api } from "../../shared/api/http";
import type { RateOfDay } from "../../shared/api/types";
import { showDate } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { SelectField } from "../../shared/ui/SelectField";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";
import { parseExchangeRate } from "./rates";

export function RateForm(props: { currency: string; day: string; done: () => void }): ReactNode {
  const { t, language } = useWords();
  const { currency, day, done } = props;
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [units, setUnits] = useState("1");
  const [tried, setTried] = useState(false);
  const rate = parseExchangeRate(text);
  const save = useMutation({
    mutationFn: () =>
      api<RateOfDay>(`/exchange-rates/${currency}/${day}`, {
        method: "PUT",
        json: { rate, units: Number(units) },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["rates"] });
      toast(t("rates.saved", { date: showDate(day, language) }));
      done();
    },
  });
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (rate) save.mutate();
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={save.error} fields={["rate", "units"]} />
      <TextField
        label={t("rates.rate")}
        data-testid="rate-value"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        change={setText}
        hint={t("rates.rate.hint")}
        problem={tried && !rate ? t("rates.rate.wrong") : fieldProblem(save.error, "rate")}
      />
      <SelectField
        label={t("rates.units")}
        value={units}
        change={setUnits}
        options={["1", "10", "100", "1000"].map((value) => ({ value, label: `${value} ${currency}` }))}
        problem={fieldProblem(save.error, "units")}
      />
      <FormActions cancel={done} busy={save.isPending} />
    </form>
  );
}
