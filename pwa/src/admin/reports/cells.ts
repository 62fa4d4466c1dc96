/** Values of a report as people read them, by the kind that their column says. */
import type { ReportColumn } from "../../shared/api/types";
import { showDate, showMonth } from "../../shared/dates";
import { showAmount } from "../../shared/money";

type Kind = ReportColumn["kind"];

/** Widths in CSS pixels; words take what is left, and never less than this. */
const WIDTHS: Partial<Record<Kind, number>> = {
  KIND_TEXT: 210,
  KIND_DATE: 124,
  KIND_MONTH: 140,
  KIND_AMOUNT: 132,
  KIND_RATE: 84,
  KIND_COUNT: 100,
  KIND_CODE: 132,
};

export function widthOf(column: ReportColumn): number {
  return WIDTHS[column.kind] ?? 210;
}

export function isNumber({ kind }: ReportColumn): boolean {
  return kind === "KIND_AMOUNT" || kind === "KIND_RATE" || kind === "KIND_COUNT";
}

export function showCell(value: string, { kind }: ReportColumn, language: string): string {
  switch (kind) {
    case "KIND_AMOUNT":
      return value === "0.00" ? "–" : showAmount(value, language);
    case "KIND_DATE":
      return showDate(value, language);
    case "KIND_MONTH":
      return /^\d{4}-\d{2}$/.test(value) ? showMonth(value, language) : value;
    case "KIND_RATE":
      return value === "" ? "" : `${value.replace(".", language === "ro" ? "," : ".")} %`;
    default:
      return value;
  }
}
