/** The fields that a person should look at, in the order in which they stand on the page. */
import type { Extraction } from "../shared/api/types";
import { SURE } from "./fields";

const FIELD_OF_REASON: readonly (readonly [RegExp, string])[] = [
  [/^supplier_cui/, "supplier.cui"],
  [/^supplier_/, "supplier.name"],
  [/^buyer_/, "buyer.cui"],
  [/^number_/, "number"],
  [/^date_/, "issue_date"],
  [/^currency_/, "currency"],
  [/^(total|payable)_/, "total"],
  [/^net_total_/, "net_total"],
  [/^vat_(sum|total)_/, "vat_total"],
  [/^vat_/, "vat.0.rate"],
  [/^payments_/, "payments.0.amount"],
  [/^kind_/, "kind"],
];

/** The field that a reason such as `total_uncertain` speaks of; undefined for one about the whole document. */
export function fieldOfReason(reason: string): string | undefined {
  return FIELD_OF_REASON.find(([pattern]) => pattern.test(reason))?.[1];
}

export function doubtfulFields({ review_reasons, confidence }: Extraction): ReadonlySet<string> {
  const told = review_reasons.flatMap((reason) => fieldOfReason(reason) ?? []);
  const unsure = Object.keys(confidence).filter((name) => (confidence[name] ?? 1) < SURE);
  return new Set([...told, ...unsure]);
}

/** Goes to the next doubtful field after the one with the focus; where there is none, to the first field. */
export function focusDoubt(extraction: Extraction): void {
  const doubtful = doubtfulFields(extraction);
  const fields = [...window.document.querySelectorAll<HTMLElement>("[data-field]")];
  const at = fields.indexOf(window.document.activeElement as HTMLElement);
  const isDoubtful = (field: HTMLElement): boolean => doubtful.has(field.dataset.field ?? "");
  const next = fields.slice(at + 1).find(isDoubtful) ?? fields.find(isDoubtful) ?? fields[0];
  if (next) focusWhole(next);
}

/** Focuses a field with its text selected: what is typed replaces it. */
export function focusWhole(field: HTMLElement): void {
  field.focus();
  if (field instanceof HTMLInputElement && field.type === "text") field.select();
}
