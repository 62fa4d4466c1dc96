import { expect, test } from "vitest";
import type { ReportColumn } from "../../shared/api/types";
import { isNumber, showCell } from "./cells";

function column(kind: ReportColumn["kind"]): ReportColumn {
  return { name: "x", title: "X", kind, summed: false };
}

test.each([
  ["KIND_AMOUNT", "-1234.50", "-1.234,50"],
  ["KIND_AMOUNT", "0.00", "–"],
  ["KIND_RATE", "5.5", "5,5 %"],
  ["KIND_RATE", "", ""],
  ["KIND_MONTH", "2025-08", "august 2025"],
  ["KIND_MONTH", "TOTAL", "TOTAL"],
  ["KIND_DATE", "TOTAL", "TOTAL"],
  ["KIND_CODE", "0042", "0042"],
  ["KIND_COUNT", "12", "12"],
] as const)("a %s of “%s” is read as “%s”", (kind, value, shown) => {
  expect(showCell(value, column(kind), "ro")).toBe(shown);
});

test("figures stand on the right, codes do not", () => {
  expect(isNumber(column("KIND_AMOUNT"))).toBe(true);
  expect(isNumber(column("KIND_CODE"))).toBe(false);
});
