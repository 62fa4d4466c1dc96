import { describe, expect, test } from "vitest";
import { bani, fromBani, parseAmount, parseRate, showAmount, sum } from "./money";

describe("an amount as typed", () => {
  test.each([
    ["221.24", "221.24"],
    ["221,24", "221.24"],
    ["221,2", "221.20"],
    ["221", "221.00"],
    ["1.234,50", "1234.50"],
    ["1,234.50", "1234.50"],
    ["1 234,50 lei", "1234.50"],
    ["12.345.678,90", "12345678.90"],
    ["-15,5", "-15.50"],
    ["−15.50", "-15.50"],
    ["007.10", "7.10"],
    ["0", "0.00"],
    ["1.234", "1234.00"],
    ["9999999999999.99", "9999999999999.99"],
  ])("%s means %s", (typed, meant) => expect(parseAmount(typed)).toBe(meant));

  test.each(["", "lei", "12.34.5", "1,23,45", "1.2345", "abc", "12e3", "1..2", "99999999999999.00", "1-2"])(
    "%s is refused",
    (typed) => expect(parseAmount(typed)).toBeNull(),
  );
});

test("sums are exact where floats are not", () => {
  expect(sum(["0.10", "0.20"])).toBe("0.30");
  expect(sum(Array<string>(1000).fill("0.01"))).toBe("10.00");
  expect(sum(["9999999999999.99", "0.01"])).toBe("10000000000000.00");
  expect(sum([undefined, "-5.05", "nothing"])).toBe("-5.05");
});

test("bani and back give the same amount", () => {
  for (const amount of ["0.00", "0.07", "-0.07", "12.30", "-1234.56"])
    expect(fromBani(bani(amount) ?? 0n)).toBe(amount);
});

test("an amount is shown in the way of the language", () => {
  expect(showAmount("1234567.80", "ro")).toBe("1.234.567,80");
  expect(showAmount("-1234.50", "en")).toBe("-1,234.50");
  expect(showAmount("999.00", "ro")).toBe("999,00");
  expect(showAmount("?", "ro")).toBe("?");
  expect(showAmount(undefined, "ro")).toBe("");
});

test.each([
  ["21", "21"],
  ["21%", "21"],
  ["9,0", "9"],
  ["5.50", "5.5"],
  ["09", "9"],
  ["121", null],
  ["-9", null],
  ["", null],
])("the rate %s means %s", (typed, meant) => expect(parseRate(typed)).toBe(meant));
