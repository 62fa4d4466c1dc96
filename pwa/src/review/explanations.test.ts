import { expect, test } from "vitest";
import type { Extraction } from "../shared/api/types";
import { checkNumbers, ruleWords, vatOf } from "./explanations";

const extraction = {
  total: "48.40",
  net_total: "40.00",
  vat_total: "8.41",
  vat: [{ rate: "21", base: "40.00", amount: "8.41" }],
  payments: [{ method: "CARD", amount: "40.00" }],
  lines: [],
} as unknown as Extraction;

test("a failed check shows both sides of its equation", () => {
  expect(checkNumbers("payments", extraction, "ro")).toBe("40,00 ≠ 48,40");
  expect(checkNumbers("vat_rate", extraction, "ro")).toBe("8,40 ≠ 8,41");
  expect(checkNumbers("total", extraction, "en")).toBe("48.41 ≠ 48.40");
});

test("a check without both sides shows no numbers", () => {
  expect(checkNumbers("supplier_cui", extraction, "ro")).toBe("");
  expect(checkNumbers("payments", { ...extraction, total: undefined }, "ro")).toBe("");
  expect(checkNumbers("vat_rate", { ...extraction, vat: [] }, "ro")).toBe("");
});

test.each([
  ["100.00", "21", "21.00"],
  ["0.05", "9", "0.00"],
  ["0.06", "9", "0.01"],
  ["-100.00", "5.5", "-5.50"],
  ["40.00", "x", undefined],
  [undefined, "21", undefined],
])("VAT of %s at %s %% is %s", (base, rate, vat) => expect(vatOf(base, rate)).toBe(vat));

test("a rule's name becomes a sentence, an unknown one stays", () => {
  const keys = (key: string): string => key;
  expect(ruleWords("purchase_receipt_card", keys)).toBe(
    "rule.kind.receipt, rule.paid.card, rule.vat.deducted",
  );
  expect(ruleWords("purchase_credit_note_unpaid_deferred_vat", keys)).toBe(
    "rule.kind.credit_note, rule.paid.unpaid, rule.vat.deferred_vat",
  );
  expect(ruleWords("purchase_receipt_advance_deferred_vat_vehicle_foreign", keys)).toBe(
    "rule.kind.receipt, rule.paid.advance, rule.vat.deferred_vat, rule.vat.vehicle, rule.vat.foreign",
  );
  expect(ruleWords("storno_purchase_receipt_card", keys)).toBe(
    "rule.storno: rule.kind.receipt, rule.paid.card, rule.vat.deducted",
  );
  expect(ruleWords("release_deferred_vat", keys)).toBe("rule.release");
  expect(ruleWords("something_else", keys)).toBe("something_else");
});
