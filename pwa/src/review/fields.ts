/** The fields of a document: how each is written, read from an extraction, and changed by a patch. */
import type { Extraction, ExtractionPatch } from "../shared/api/types";
import { bareCui } from "../shared/cui";
import { parseDate, parseTime } from "../shared/dates";
import type { MessageKey } from "../shared/i18n";
import { parseAmount, parseDecimal, parseRate } from "../shared/money";

export type FieldKind =
  "text" | "code" | "amount" | "decimal" | "rate" | "date" | "time" | "cui" | "currency" | "kind" | "method";
export type Parsed = { value: string | null } | { problem: MessageKey };

function orProblem(value: string | null, problem: MessageKey): Parsed {
  return value === null ? { problem } : { value };
}

/** The value that a person meant; null where the field was emptied. */
export function parseField(kind: FieldKind, text: string): Parsed {
  const bare = text.trim();
  if (bare === "") return { value: null };
  switch (kind) {
    case "amount":
      return orProblem(parseAmount(bare), "field.invalid.amount");
    case "decimal":
      return orProblem(parseDecimal(bare), "field.invalid.decimal");
    case "rate":
      return orProblem(parseRate(bare), "field.invalid.rate");
    case "date":
      return orProblem(parseDate(bare), "field.invalid.date");
    case "time":
      return orProblem(parseTime(bare), "field.invalid.time");
    case "currency":
      return orProblem(/^[A-Za-z]{3}$/.test(bare) ? bare.toUpperCase() : null, "field.invalid.currency");
    case "cui":
      // A foreign code has letters; whether a Romanian one holds is a check, which the server tells.
      return { value: bareCui(bare) };
    default:
      return { value: bare };
  }
}

/** The value of a field such as `supplier.cui` or `vat.0.rate`; undefined where it was not read. */
export function readField(extraction: Extraction, name: string): string | undefined {
  let value: unknown = extraction;
  for (const step of name.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === "string" ? value : undefined;
}

function withField<T extends object>(row: T, key: string, value: string | null): T {
  const { [key]: before, ...rest } = row as Record<string, unknown>;
  return (value === null ? rest : { ...rest, [key]: value }) as T;
}

/** The patch that sets (or by null clears) one field; lists travel whole. */
export function patchFor(extraction: Extraction, name: string, value: string | null): ExtractionPatch {
  const [head = "", second, third] = name.split(".");
  if (second === undefined) return { [head]: value };
  if (third === undefined) return { [head]: { [second]: value } };
  const rows: readonly object[] = isTable(head) ? extraction[head] : [];
  return {
    [head]: rows.map((row, index) => (index === Number(second) ? withField(row, third, value) : row)),
  };
}

/** The parts of an extraction that have rows. */
export type Table = "vat" | "payments" | "lines";
export type Row<Name extends Table> = Extraction[Name][number];

function isTable(name: string): name is Table {
  return name === "vat" || name === "payments" || name === "lines";
}

/** The patch that replaces all rows: one was added or deleted. */
export function patchRows<Name extends Table>(name: Name, rows: readonly Row<Name>[]): ExtractionPatch {
  return { [name]: rows };
}

/** The extraction as it will be once the server took the patch, for showing it at once. */
export function applyPatch(extraction: Extraction, patch: ExtractionPatch): Extraction {
  const result: Record<string, unknown> = { ...extraction };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result[name] = Array.isArray(result[name]) ? [] : undefined;
    else if (typeof value === "object" && !Array.isArray(value)) {
      const merged: Record<string, unknown> = { ...(result[name] as object | undefined), ...value };
      result[name] = Object.fromEntries(Object.entries(merged).filter(([, one]) => one !== null));
    } else result[name] = value;
  }
  return result as Extraction;
}

/** Below this certainty a value is marked. */
export const SURE = 0.8;
