/** One field: shows what was read, saves on blur and Enter, says what is wrong in words. */
import { useId, type ReactNode } from "react";
import { showDate } from "../shared/dates";
import { useWords } from "../shared/i18n";
import { SURE, type FieldKind } from "./fields";
import { useReview } from "./ReviewContext";
import { useField } from "./useField";

const NUMERIC: ReadonlySet<FieldKind> = new Set(["amount", "decimal", "rate"]);

export interface Choice {
  value: string;
  label: string;
}

export interface FieldProps {
  name: string;
  label: string;
  kind: FieldKind;
  choices?: readonly Choice[];
  /** In a table the column's head is what is seen; the label is for screen readers. */
  bare?: boolean;
  wide?: boolean;
  placeholder?: string;
}

export function FieldInput({ name, label, kind, choices, bare, wide, placeholder }: FieldProps): ReactNode {
  const { t, language } = useWords();
  const { extraction, editable, point, unpoint } = useReview();
  const { value, draft, problem, change, commit, onKeyDown, onFocus, onBlur } = useField(name, kind);
  const id = useId();
  const confidence = extraction.confidence[name];
  const unsure = confidence !== undefined && confidence < SURE && value !== "";
  const doubt = unsure ? t("review.low_confidence", { percent: Math.round(confidence * 100) }) : "";
  const hints = [problem && `${id}-problem`, unsure && `${id}-unsure`].filter(Boolean).join(" ");
  const shared = {
    id,
    "data-testid": `field-${name}`,
    "data-field": name,
    className: `input${unsure ? " input-unsure" : ""}`,
    "aria-invalid": problem !== undefined,
    "aria-describedby": hints || undefined,
    "aria-label": bare ? label : undefined,
    onKeyDown,
    onFocus,
  };
  return (
    <div
      className={`field${wide ? " field-wide" : ""}`}
      onMouseEnter={() => point(name, "hover")}
      onMouseLeave={() => unpoint("hover")}
    >
      {!bare && (
        <label className="label" htmlFor={id}>
          {label}
        </label>
      )}
      {choices ? (
        <select
          {...shared}
          value={draft}
          disabled={!editable}
          onChange={(event) => {
            change(event.target.value);
            commit(event.target.value);
          }}
          onBlur={onBlur}
        >
          {!choices.some((choice) => choice.value === draft) && <option value={draft}>{draft || "—"}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={NUMERIC.has(kind) ? "decimal" : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={draft}
          readOnly={!editable}
          onChange={(event) => change(event.target.value)}
          onBlur={onBlur}
        />
      )}
      {problem && (
        <p id={`${id}-problem`} className="hint hint-bad" role="alert">
          {problem}
        </p>
      )}
      {!bare && (
        <p className="field-marks">
          {kind === "date" && draft === value && (
            // As typed and sent the date is ISO; in words no one takes the month for the day.
            <span aria-hidden="true">{showDate(value, language)}</span>
          )}
          {unsure && (
            <span className="field-doubt" title={doubt} aria-hidden="true">
              {Math.round(confidence * 100)} %
            </span>
          )}
        </p>
      )}
      {unsure && (
        <span id={`${id}-unsure`} className="visually-hidden">
          {doubt}
        </span>
      )}
    </div>
  );
}
