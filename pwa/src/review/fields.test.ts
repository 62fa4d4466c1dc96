import { describe, expect, test } from "vitest";
import type { Extraction } from "../shared/api/types";
import { applyPatch, parseField, patchFor, patchRows, readField } from "./fields";

const extraction: Extraction = {
  kind: "receipt",
  supplier: { name: "OMV", cui: "11201891" },
  total: "121.00",
  vat: [
    { code: "A", rate: "21", base: "100.00", amount: "21.00" },
    { code: "B", rate: "11" },
  ],
  payments: [{ method: "CARD", amount: "121.00" }],
  lines: [],
  regimes: [],
  confidence: {},
  boxes: {},
  checks: [],
  needs_review: false,
  review_reasons: [],
};

describe("a field", () => {
  test.each([
    ["total", "121.00"],
    ["supplier.cui", "11201891"],
    ["vat.0.rate", "21"],
    ["payments.0.method", "CARD"],
    ["vat.1.base", undefined],
    ["vat.7.base", undefined],
    ["buyer.cui", undefined],
    ["vat", undefined],
  ])("%s reads %s", (name, value) => expect(readField(extraction, name)).toBe(value));
});

describe("a patch", () => {
  test("names only the field that changed", () => {
    expect(patchFor(extraction, "total", "130.00")).toEqual({ total: "130.00" });
    expect(patchFor(extraction, "supplier.cui", "15991149")).toEqual({ supplier: { cui: "15991149" } });
    expect(patchFor(extraction, "buyer.cui", null)).toEqual({ buyer: { cui: null } });
  });

  test("sends lists whole, keeps what it does not change, and clears by leaving out", () => {
    expect(patchFor(extraction, "vat.0.amount", "20.99")).toEqual({
      vat: [{ code: "A", rate: "21", base: "100.00", amount: "20.99" }, extraction.vat[1]],
    });
    expect(patchFor(extraction, "vat.0.base", null)).toEqual({
      vat: [{ code: "A", rate: "21", amount: "21.00" }, extraction.vat[1]],
    });
    expect(patchRows("payments", [])).toEqual({ payments: [] });
  });

  test("applied, shows what the server will say, and leaves the original alone", () => {
    const before = structuredClone(extraction);
    const after = applyPatch(extraction, {
      supplier: { cui: null },
      buyer: { cui: "18547290" },
      total: null,
      vat: null,
    });
    expect(after.supplier).toEqual({ name: "OMV" });
    expect(after.buyer).toEqual({ cui: "18547290" });
    expect(after.total).toBeUndefined();
    expect(after.vat).toEqual([]);
    expect(extraction).toEqual(before);
  });
});

test("every kind of field says in words what it can't understand", () => {
  expect(parseField("amount", "mult")).toEqual({ problem: "field.invalid.amount" });
  expect(parseField("rate", "121")).toEqual({ problem: "field.invalid.rate" });
  expect(parseField("date", "31.02.2025")).toEqual({ problem: "field.invalid.date" });
  expect(parseField("time", "25:00")).toEqual({ problem: "field.invalid.time" });
  expect(parseField("currency", "lei!")).toEqual({ problem: "field.invalid.currency" });
});

test("an emptied field clears, whatever its kind", () => {
  for (const kind of ["text", "amount", "rate", "date", "time", "cui", "currency"] as const) {
    expect(parseField(kind, "  ")).toEqual({ value: null });
  }
});

test("what is understood is written as the API has it", () => {
  expect(parseField("currency", "ron")).toEqual({ value: "RON" });
  expect(parseField("cui", "RO 11201891")).toEqual({ value: "11201891" });
  expect(parseField("date", "1.8.2025")).toEqual({ value: "2025-08-01" });
});
