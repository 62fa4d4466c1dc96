import { expect, test } from "vitest";
import type { FieldKind } from "../fields";
import { valueFromWord } from "./wordValue";

const CASES: [FieldKind, string, string | null][] = [
  ["amount", "221,23", "221.23"],
  ["amount", "TOTAL LEI 221.23", "221.23"],
  ["amount", "1 234,50", "1234.50"],
  ["amount", "1.234,50", "1234.50"],
  ["amount", "28.11 L x 7.87", "7.87"],
  ["amount", "-12,00", "-12.00"],
  ["amount", "TOTAL", null],
  ["date", "DATA: 12.10.2025", "2025-10-12"],
  ["date", "12/10/25 ORA 14:05", "2025-10-12"],
  ["date", "2025-10-12", "2025-10-12"],
  ["date", "31.02.2025", null],
  ["time", "ORA: 14:05:33", "14:05:33"],
  ["time", "DATA 12.10.2025 8:05", "08:05"],
  ["cui", "CIF: RO11201891", "11201891"],
  ["cui", "RO 11201891", "11201891"],
  ["cui", "C.I.F. 2816464", "2816464"],
  ["cui", "DE123456789", "DE123456789"],
  ["cui", "CIF CLIENT", null],
  ["rate", "TVA A 21.00%", "21"],
  ["rate", "9", "9"],
  ["rate", "TVA", null],
  ["code", "BON FISCAL NR: 0042", "0042"],
  ["code", "BON FISCAL NR 0042", "0042"],
  ["code", "FACTURA", null],
  ["currency", "TOTAL LEI", "RON"],
  ["currency", "EUR", "EUR"],
  ["decimal", "28,11 L x 7.87", "28.11"],
  ["text", "OMV PETROM MARKETING SRL", "OMV PETROM MARKETING SRL"],
  ["text", "Furnizor: OMV PETROM", "OMV PETROM"],
  ["text", "  ", null],
];

test.each(CASES)("a field of kind %s takes from “%s” what it means: %s", (kind, word, value) => {
  expect(valueFromWord(kind, word)).toBe(value);
});
