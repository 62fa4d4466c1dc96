import { expect, test } from "vitest";
import { parseValue, typedValue } from "./values";

test.each([
  ["account", "5311.01", ["5311.01"]],
  ["account_or_none", " ", []],
  ["accounts", "6022, 6024;611", ["6022", "6024", "611"]],
  ["accounts", "", []],
  ["bani", "5.000", ["5000.00"]],
  ["bani", "450,5 lei", ["450.50"]],
  ["share", "100 %", ["100"]],
  ["share", "50", ["50"]],
  ["rate", "21%", ["21"]],
  ["rates", "21, 11", ["21", "11"]],
  ["cuis", "RO14399840 15991149", ["14399840", "15991149"]],
  ["choice", "deduct", ["deduct"]],
])("a %s typed as “%s” is sent as %j", (kind, text, items) => {
  expect(parseValue(kind, text)).toEqual({ items });
});

test.each([
  ["account", "", "missing"],
  ["bani", "", "missing"],
  ["bani", "mult", "bani"],
  ["share", "jumătate", "percent"],
  ["rates", "21, nouă", "percent"],
])("a %s typed as “%s” is refused as %s before it is sent", (kind, text, problem) => {
  expect(parseValue(kind, text)).toEqual({ problem });
});

test("editing begins with what holds, as people write it", () => {
  expect(typedValue("bani", ["5000.00"], "ro")).toBe("5.000,00");
  expect(typedValue("rates", ["21", "11"], "ro")).toBe("21, 11");
  expect(typedValue("account_or_none", undefined, "ro")).toBe("");
});
