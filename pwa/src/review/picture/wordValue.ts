/** What a word on the picture says for a field: the amount in `TOTAL LEI 221,23`, the code in `CIF: RO11201891`. */
import { parseDate, parseTime } from "../../shared/dates";
import { parseAmount, parseRate } from "../../shared/money";
import type { FieldKind } from "../fields";

const AMOUNT = /-?\d{1,3}(?:[ .,]\d{3})+[.,]\d{2}(?!\d)|-?\d+[.,]\d{1,2}(?!\d)|-?\d+/g;
const DATE = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./\s-]\d{1,2}[./\s-](?:\d{4}|\d{2})(?!\d)/g;
const TIME = /\d{1,2}:\d{2}(?::\d{2})?/g;
const RATE = /(\d{1,2}(?:[.,]\d{1,2})?)\s?%/;
/** A label that ends in a colon, as in `BON FISCAL NR: 42`. */
const LABEL = /^[^:]*\p{L}[^:]*:\s*/u;

/** @returns null where the word holds nothing for a field of this kind */
export function valueFromWord(kind: FieldKind, word: string): string | null {
  const text = word.trim();
  switch (kind) {
    case "amount":
      return lastOf(text, AMOUNT, parseAmount);
    case "date":
      return lastOf(text, DATE, parseDate);
    case "time":
      return lastOf(text, TIME, parseTime);
    case "rate":
      return parseRate(RATE.exec(text)?.[1] ?? text);
    case "cui":
      return fiscalCode(text);
    case "currency":
      return /\blei\b/i.test(text) ? "RON" : (/\b[A-Z]{3}\b/.exec(text)?.[0] ?? null);
    case "code":
      return lastOf(text.replace(LABEL, ""), /[\p{L}\p{N}/_-]*\d[\p{L}\p{N}/_-]*/gu, (code) => code);
    case "decimal":
      return lastOf(text, /-?\d+(?:[.,]\d+)?/g, (number) => number.replace(",", "."), "first");
    default:
      return text.replace(LABEL, "").trim() || null;
  }
}

/** The last run of the text that can be understood: on a receipt the value stands at the end of its line. */
function lastOf(
  text: string,
  pattern: RegExp,
  parse: (run: string) => string | null,
  which: "first" | "last" = "last",
): string | null {
  const values = (text.match(pattern) ?? []).flatMap((run) => parse(run) ?? []);
  return (which === "first" ? values[0] : values.at(-1)) ?? null;
}

/** A readers' run may hold the label and the code; a foreign code has letters of its own. */
function fiscalCode(text: string): string | null {
  const bare = text.replace(LABEL, "");
  const romanian = /(?:^|[^\p{L}\d])(?:RO)?\s?(\d{2,10})(?!\d)/iu.exec(bare)?.[1];
  return romanian ?? /\b[A-Z]{2}[A-Z0-9]{6,12}\b/.exec(bare)?.[0] ?? null;
}
