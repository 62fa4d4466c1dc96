/** The server's names of rules and checks in words and numbers that an accountant reads at a glance. */
import type { Extraction, Note } from "../shared/api/types";
import { showDate } from "../shared/dates";
import type { Translate } from "../shared/i18n";
import { bani, fromBani, showAmount, sum } from "../shared/money";

const RULE =
  /^purchase_(receipt|invoice|credit_note|document)_(cash|card|voucher|transfer|other|advance|mixed|unpaid)(?:_(deferred_vat|reverse_charge|no_vat|gross|over_limit|inactive_supplier|unregistered_supplier|other_state_vat))?(_vehicle)?(_foreign)?$/;

const STORNO = "storno_";

type Kind = "receipt" | "invoice" | "credit_note" | "document";
type Paid = "cash" | "card" | "voucher" | "transfer" | "other" | "advance" | "mixed" | "unpaid";
type Regime =
  | "deferred_vat"
  | "reverse_charge"
  | "no_vat"
  | "gross"
  | "over_limit"
  | "inactive_supplier"
  | "unregistered_supplier"
  | "other_state_vat";

/** `purchase_receipt_card_gross` as a sentence; a rule that is not known keeps its name. */
export function ruleWords(rule: string, t: Translate): string {
  if (rule.startsWith(STORNO)) return `${t("rule.storno")}: ${ruleWords(rule.slice(STORNO.length), t)}`;
  if (rule === "release_deferred_vat") return t("rule.release");
  const match = RULE.exec(rule);
  if (!match) return rule;
  const [, kind, paid, regime] = match as unknown as [string, Kind, Paid, Regime | undefined];
  const words = [t(`rule.kind.${kind}`), t(`rule.paid.${paid}`), t(`rule.vat.${regime ?? "deducted"}`)];
  if (match[4]) words.push(t("rule.vat.vehicle"));
  if (match[5]) words.push(t("rule.vat.foreign"));
  return words.join(", ");
}

/** Why an account was chosen, such as "learned: 12 of 12 earlier approvals". */
export function basisWords(
  { basis, detail }: NonNullable<Note["account_reason"]>,
  t: Translate,
  language = "ro",
): string {
  switch (basis) {
    case "supplier_rule":
    case "default":
    case "chosen":
      return t(`note.basis.${basis}`);
    case "corrected":
      return t("note.basis.corrected", { date: showDate(detail, language) });
    case "learned": {
      const [count = "", all = count] = detail.split("/");
      return t("note.basis.learned", { count, all });
    }
    case "keyword":
      return t("note.basis.keyword", { detail });
    default:
      return detail || basis;
  }
}

/** The two sides that a failed check compares, such as `48,40 ≠ 40,00`; empty where they are not both there. */
export function checkNumbers(name: string, extraction: Extraction, language: string): string {
  const sides = sidesOf(name, extraction);
  if (sides.some((side) => bani(side) === null)) return "";
  return sides.map((side) => showAmount(side, language)).join(" ≠ ");
}

function sidesOf(name: string, extraction: Extraction): (string | undefined)[] {
  const { vat, payments, lines, total, net_total: net, vat_total: tax } = extraction;
  switch (name) {
    case "payments":
      return [sum(payments.map((payment) => payment.amount)), total];
    case "vat_sum":
      return [sum(vat.map((one) => one.amount)), tax];
    case "vat_gross":
      return [sum(vat.flatMap((one) => [one.base, one.amount])), total];
    case "vat_bases":
      return [sum(vat.map((one) => one.base)), net];
    case "lines_total":
      return [sum(lines.map((line) => line.amount)), total];
    case "total":
      return [sum([net, tax]), total];
    case "vat_rate":
      return (
        vat
          .map((one) => [vatOf(one.base, one.rate), one.amount])
          .find(([due, printed]) => due !== printed) ?? [undefined]
      );
    default:
      return [undefined];
  }
}

/** Base × rate, rounded half up to the ban. */
export function vatOf(base: string | undefined, rate: string | undefined): string | undefined {
  const taxed = bani(base);
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(rate ?? "");
  if (taxed === null || !match) return undefined;
  const basisPoints = BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
  const exact = taxed * basisPoints;
  return fromBani((exact < 0n ? exact - 5_000n : exact + 5_000n) / 10_000n);
}
