import { expect, test } from "vitest";
import { codes } from "../shared/i18n/ro/codes";
import { doubtfulFields, fieldOfReason } from "./doubts";

test.each([
  ["supplier_cui_unread", "supplier.cui"],
  ["supplier_differs", "supplier.name"],
  ["buyer_cui_invalid", "buyer.cui"],
  ["date_in_future", "issue_date"],
  ["total_mismatch", "total"],
  ["net_total_unread", "net_total"],
  ["vat_sum_mismatch", "vat_total"],
  ["vat_rate_not_in_force", "vat.0.rate"],
  ["payments_mismatch", "payments.0.amount"],
  ["foreign_document", undefined],
])("the reason %s leads to the field %s", (reason, field) => expect(fieldOfReason(reason)).toBe(field));

test("every reason about a value leads somewhere", () => {
  const about = /^(supplier|buyer|number|date|total|net_total|payable|currency|vat|payments|kind)_/;
  const lost = Object.keys(codes)
    .filter((key) => key.startsWith("reason."))
    .map((key) => key.slice("reason.".length))
    .filter((reason) => about.test(reason) && fieldOfReason(reason) === undefined);
  expect(lost).toEqual([]);
});

test("fields that were told and fields that were read with little certainty are doubtful", () => {
  const extraction = {
    review_reasons: ["total_uncertain", "foreign_document"],
    confidence: { number: 0.5, series: 0.9 },
  };
  expect([...doubtfulFields(extraction as never)]).toEqual(["total", "number"]);
});
