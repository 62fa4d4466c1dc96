/** Adds or changes a vehicle. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { api } from "../../shared/api/http";
import type { Vehicle } from "../../shared/api/types";
import { today } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { DateField } from "../../shared/ui/DateField";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";
import { VEHICLES } from "./vehicles";

const FIELDS = ["plate", "card_suffix", "deductible", "valid_from"] as const;

export function VehicleForm(props: { vehicle: Vehicle | null; client: string; done: () => void }): ReactNode {
  const { t } = useWords();
  const { vehicle, client, done } = props;
  const queries = useQueryClient();
  const [plate, setPlate] = useState(vehicle?.plate ?? "");
  const [card, setCard] = useState(vehicle?.card_suffix ?? "");
  const [deductible, setDeductible] = useState(vehicle?.deductible ?? 50);
  const [validFrom, setValidFrom] = useState(() => vehicle?.valid_from ?? `${today().slice(0, 4)}-01-01`);
  const [tried, setTried] = useState(false);

  const save = useMutation({
    mutationFn: () =>
      api<Vehicle>(vehicle ? `/vehicles/${vehicle.id}` : "/vehicles", {
        method: vehicle ? "PUT" : "POST",
        json: {
          client_id: client,
          plate: plate.trim(),
          card_suffix: card.trim(),
          deductible,
          valid_from: validFrom,
        },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: VEHICLES });
      toast(t("vehicles.saved"));
      done();
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (plate.trim()) save.mutate();
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={save.error} fields={FIELDS} />
      <TextField
        label={t("vehicles.plate")}
        data-testid="vehicle-plate"
        autoComplete="off"
        autoCapitalize="characters"
        value={plate}
        change={setPlate}
        problem={tried && !plate.trim() ? t("vehicles.missing") : fieldProblem(save.error, "plate")}
      />
      <TextField
        label={t("vehicles.card")}
        inputMode="numeric"
        autoComplete="off"
        value={card}
        change={setCard}
        hint={t("vehicles.card.hint")}
        problem={fieldProblem(save.error, "card_suffix")}
      />
      <fieldset className="radios">
        <legend className="label">{t("vehicles.deductible")}</legend>
        {([50, 100] as const).map((percent) => (
          <label key={percent} className="flag-choice">
            <input
              type="radio"
              name="deductible"
              checked={deductible === percent}
              onChange={() => setDeductible(percent)}
            />
            {t(`vehicles.deductible.${percent}`)}
          </label>
        ))}
      </fieldset>
      <DateField
        label={t("vehicles.valid_from")}
        value={validFrom}
        change={setValidFrom}
        hint={t("vehicles.valid_from.hint")}
        problem={fieldProblem(save.error, "valid_from")}
      />
      <FormActions cancel={done} busy={save.isPending} />
    </form>
  );
}
