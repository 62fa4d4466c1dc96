/** One field of a sink's form, by what its type says. */
import { useId, type ReactNode } from "react";
import { useWords, wordsFor } from "../../shared/i18n";
import { CrossIcon, PlusIcon } from "../../shared/ui/icons";
import { SelectField } from "../../shared/ui/SelectField";
import { TextField } from "../../shared/ui/TextField";
import type { Draft, Pair, SinkField } from "./sinkFields";

interface Props {
  field: SinkField;
  value: Draft[string] | undefined;
  change: (value: Draft[string]) => void;
  problem: string | undefined;
  /** A secret of this name is stored. */
  isKept: boolean;
}

export function SinkFieldInput({ field, value, change, problem, isKept }: Props): ReactNode {
  const { t } = useWords();
  const label = wordsFor("sinks.field", field.name) ?? field.name;
  const hint = wordsFor(`sinks.field.${field.name}`, "hint");
  switch (field.type) {
    case "choice":
      return (
        <SelectField
          label={label}
          data-testid={`sink-${field.name}`}
          value={String(value)}
          change={change}
          problem={problem}
          options={(field.choices ?? []).map((choice) => ({
            value: choice,
            label: wordsFor(`sinks.field.${field.name}`, choice) ?? choice,
          }))}
        />
      );
    case "switch":
      return (
        <label className="flag-choice">
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => change(event.target.checked)}
          />
          {label}
        </label>
      );
    case "table":
    case "numbers":
      return (
        <Pairs
          field={field}
          label={label}
          hint={problem ?? hint}
          isWrong={problem !== undefined}
          pairs={Array.isArray(value) ? value : []}
          change={change}
        />
      );
    default:
      return (
        <TextField
          label={label}
          data-testid={`sink-${field.name}`}
          type={field.secret ? "password" : "text"}
          inputMode={field.type === "whole" ? "numeric" : undefined}
          autoComplete={field.secret ? "new-password" : "off"}
          value={typeof value === "string" ? value : ""}
          change={change}
          hint={field.secret ? t(isKept ? "sinks.secret.kept" : "sinks.secret.never") : hint}
          problem={problem}
        />
      );
  }
}

function Pairs(props: {
  field: SinkField;
  label: string;
  hint: string | undefined;
  isWrong: boolean;
  pairs: readonly Pair[];
  change: (pairs: Pair[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { field, label, hint, isWrong, pairs, change } = props;
  const id = useId();
  const keyLabel = wordsFor(`sinks.field.${field.name}`, "key") ?? "";
  const valueLabel = wordsFor(`sinks.field.${field.name}`, "value") ?? "";
  const set = (at: number, pair: Pair): void =>
    change(pairs.map((one, index) => (index === at ? pair : one)));
  return (
    <fieldset className="pairs" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="label">{label}</legend>
      {pairs.map(([key, value], index) => (
        <div key={index} className="pair">
          {field.keys ? (
            <span className="pair-key">{wordsFor("sinks.key", key) ?? key}</span>
          ) : (
            <input
              className="input"
              aria-label={`${label}: ${keyLabel}`}
              placeholder={keyLabel}
              value={key}
              onChange={(event) => set(index, [event.target.value, value])}
            />
          )}
          <input
            className="input"
            aria-label={`${label}: ${valueLabel} ${field.keys ? (wordsFor("sinks.key", key) ?? key) : key}`}
            placeholder={valueLabel}
            inputMode={field.type === "numbers" ? "numeric" : undefined}
            aria-invalid={isWrong}
            value={value}
            onChange={(event) => set(index, [key, event.target.value])}
          />
          {!field.keys && (
            <button
              type="button"
              className="icon-button"
              aria-label={`${t("sinks.row.remove")} ${key}`}
              onClick={() => change(pairs.filter((_, at) => at !== index))}
            >
              <CrossIcon />
            </button>
          )}
        </div>
      ))}
      {!field.keys && (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => change([...pairs, ["", ""]])}
        >
          <PlusIcon /> {t("sinks.row.add")}
        </button>
      )}
      {hint && (
        <p id={`${id}-hint`} className={`hint${isWrong ? " hint-bad" : ""}`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
