/** One field: shows what was read, saves on blur and Enter, says what is wrong in words. */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { showDate } from "../shared/dates";
import { useWords } from "../shared/i18n";
import { parseField, readField, patchFor, SURE, type FieldKind } from "./fields";
import { useReview } from "./ReviewContext";

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
}

export function FieldInput({ name, label, kind, choices, bare, wide }: FieldProps): ReactNode {
  const { t, language } = useWords();
  const { extraction, editable, corrections, point, unpoint, focusField } = useReview();
  const value = readField(extraction, name) ?? "";
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const id = useId();
  const undone = useRef(false);
  const problem = corrections.problems.get(name);
  const confidence = extraction.confidence[name];
  const unsure = confidence !== undefined && confidence < SURE && value !== "";

  const doubt = unsure ? t("review.low_confidence", { percent: Math.round(confidence * 100) }) : "";

  // What comes from the server replaces what stands here, unless it was refused and waits to be put right.
  if (seen !== value && problem === undefined) {
    setSeen(value);
    setDraft(value);
  }

  function commit(text: string): void {
    if (!editable || text === value) return corrections.mark(name, null);
    const parsed = parseField(kind, text);
    if ("problem" in parsed) return corrections.mark(name, t(parsed.problem));
    setDraft(parsed.value ?? "");
    if ((parsed.value ?? "") === value) return corrections.mark(name, null);
    corrections.save(name, patchFor(extraction, name, parsed.value));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === "Escape") {
      undone.current = true;
      setDraft(value);
      corrections.mark(name, null);
      event.currentTarget.closest<HTMLElement>("main")?.focus();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // Leaving the field saves it.
      focusField(event.currentTarget, 1);
    }
  }

  function onBlur(): void {
    unpoint("focus");
    if (undone.current) undone.current = false;
    else commit(draft);
  }

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
    onFocus: () => point(name, "focus"),
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
            setDraft(event.target.value);
            commit(event.target.value);
          }}
          onBlur={() => unpoint("focus")}
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
          inputMode={kind === "amount" || kind === "rate" ? "decimal" : undefined}
          autoComplete="off"
          spellCheck={false}
          value={draft}
          readOnly={!editable}
          onChange={(event) => setDraft(event.target.value)}
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
