/** Values of settings: as the API has them (a list of texts), as people read them, and as people type them. */
import { bareCui } from "../../shared/cui";
import { wordsFor, type Translate } from "../../shared/i18n";
import { parseAmount, parseRate, showAmount } from "../../shared/money";

export type SettingKind =
  "account" | "account_or_none" | "accounts" | "bani" | "share" | "rate" | "rates" | "choice" | "cuis";

interface Shown {
  key: string;
  kind: string;
}

/** For reading; `undefined` is a value that nobody gave. */
export function showValue(
  { key, kind }: Shown,
  items: readonly string[] | undefined,
  t: Translate,
  language: string,
): string {
  if (items === undefined) return t("settings.none");
  if (items.length === 0)
    return t(kind === "account_or_none" ? "settings.none.account" : "settings.none.list");
  return items.map((item) => showItem(key, kind, item, language)).join(", ");
}

function showItem(key: string, kind: string, item: string, language: string): string {
  switch (kind) {
    case "bani":
      return `${showAmount(item, language)} lei`;
    case "share":
    case "rate":
    case "rates":
      return `${item.replace(".", language === "ro" ? "," : ".")} %`;
    case "choice":
      return wordsFor(`setting.choice.${key}`, item) ?? item;
    default:
      return item;
  }
}

/** What stands in the field when the editing begins. */
export function typedValue(kind: string, items: readonly string[] | undefined, language: string): string {
  return (items ?? []).map((item) => (kind === "bani" ? showAmount(item, language) : item)).join(", ");
}

export type ValueProblem = "missing" | "bani" | "percent";

/** What was typed as the API has it, or what is wrong with it. The server has the last word. */
export function parseValue(kind: string, text: string): { items: string[] } | { problem: ValueProblem } {
  const parts = text
    .split(/[,;\s]+/)
    .map((part) => part.trim())
    .filter(Boolean);
  switch (kind) {
    case "accounts":
      return { items: parts };
    case "cuis":
      return { items: parts.map(bareCui) };
    case "rates": {
      const rates = parts.map(parseRate);
      return rates.includes(null) ? { problem: "percent" } : { items: rates.filter((rate) => rate !== null) };
    }
    case "account_or_none":
      return { items: text.trim() ? [text.trim()] : [] };
    case "bani": {
      const amount = parseAmount(text);
      return amount === null ? { problem: text.trim() ? "bani" : "missing" } : { items: [amount] };
    }
    case "rate":
    case "share": {
      const percent = text.replace(/[\s%]/g, "") === "100" ? "100" : parseRate(text);
      return percent === null ? { problem: text.trim() ? "percent" : "missing" } : { items: [percent] };
    }
    default:
      return text.trim() ? { items: [text.trim()] } : { problem: "missing" };
  }
}
