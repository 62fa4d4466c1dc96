/** A day, typed the Romanian way in any form that people use (`21.11.2026`, `21/11/26`, `21112026`). */
import { useState, type InputHTMLAttributes, type ReactNode } from "react";
import { parseDate, typedDate } from "../dates";
import { useWords } from "../i18n";
import { TextField } from "./TextField";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "id" | "value"> & {
  label: string;
  /** ISO 8601, or empty. */
  value: string;
  change: (day: string) => void;
  problem?: string;
  hint?: string;
};

export function DateField({ value, change, problem, ...field }: Props): ReactNode {
  const { t } = useWords();
  // What is being typed; what is no day of the calendar goes back to the last one when the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed !== "" && parseDate(typed) === null;
  return (
    <TextField
      {...field}
      inputMode="decimal"
      autoComplete="off"
      placeholder={t("date.form")}
      value={typed ?? typedDate(value)}
      change={(text) => {
        setTyped(text);
        const day = parseDate(text);
        if (day !== null) change(day);
      }}
      onBlur={() => setTyped(null)}
      problem={problem ?? (isWrong ? t("date.wrong") : undefined)}
    />
  );
}
