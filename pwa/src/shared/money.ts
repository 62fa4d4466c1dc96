/** Amounts as the API has them: decimal strings with a dot and two decimals. No float touches them. */

const AMOUNT = /^-?\d{1,13}\.\d{2}$/;

/**
 * Reads what a person typed: `1.234,5`, `1234.50`, `1 234,50 lei`.
 * The last of `.` and `,` followed by one or two digits is the decimal mark; all others group thousands.
 * @returns null where it is no amount
 */
export function parseAmount(text: string): string | null {
  const bare = text.replace(/\s|lei|ron/giu, "").replace("−", "-");
  const match = /^(-?)(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!match?.[2]) return null;
  const [, sign = "", head, decimals = ""] = match;
  if (/[.,]/.test(head) && !/^\d{1,3}([.,]\d{3})+$/.test(head)) return null;
  const whole = head.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
  const amount = `${sign}${whole}.${decimals.padEnd(2, "0")}`;
  return AMOUNT.test(amount) ? amount : null;
}

/** Bani of a decimal string; null where it is none. */
export function bani(amount: string | undefined): bigint | null {
  return amount !== undefined && AMOUNT.test(amount) ? BigInt(amount.replace(".", "")) : null;
}

export function fromBani(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Sum of decimal strings; what is no amount counts as nothing. */
export function sum(amounts: Iterable<string | undefined>): string {
  let total = 0n;
  for (const amount of amounts) total += bani(amount) ?? 0n;
  return fromBani(total);
}

/** For reading: `1.234,50` in Romanian, `1,234.50` in English. An unreadable amount stays as it is. */
export function showAmount(amount: string | undefined, language: string): string {
  const value = bani(amount);
  if (amount === undefined || value === null) return amount ?? "";
  const [group, mark] = language.startsWith("ro") ? [".", ","] : [",", "."];
  const [whole = "", decimals = ""] = fromBani(value).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${mark}${decimals}`;
}

/** Percent as the API has it: `21`, `9`, `5.5`; null where it is no percentage below 100. */
export function parseRate(text: string): string | null {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?%?$/.exec(text.replace(/\s/g, ""));
  if (!match?.[1]) return null;
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  const whole = match[1].replace(/^0(?=\d)/, "");
  return decimals ? `${whole}.${decimals}` : whole;
}

/** A quantity or a unit price as the API has it: any decimal, such as `28.11`; null where it is none. */
export function parseDecimal(text: string): string | null {
  const match = /^([-−]?)(\d{1,13})(?:[.,](\d{1,10}))?$/.exec(text.replace(/\s/g, ""));
  if (!match?.[2]) return null;
  return `${match[1] ? "-" : ""}${match[2]}${match[3] ? `.${match[3]}` : ""}`;
}
