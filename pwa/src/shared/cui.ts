/** The Romanian fiscal code (CUI/CIF): two to ten digits, the last a check digit. */

const WEIGHTS = [7, 5, 3, 2, 1, 7, 5, 3, 2];

/** Digits of a code as typed, with or without RO and blanks. */
export function bareCui(text: string): string {
  return text.replace(/[\s.]/g, "").replace(/^RO/i, "");
}

/** Whether the check digit holds: the others right-aligned under 7 5 3 2 1 7 5 3 2, sum × 10 mod 11, 10 as 0. */
export function isCui(text: string): boolean {
  const digits = bareCui(text);
  if (!/^[1-9]\d{1,9}$/.test(digits)) return false;
  const others = digits.slice(0, -1).padStart(WEIGHTS.length, "0");
  const total = WEIGHTS.reduce((before, weight, index) => before + weight * Number(others[index]), 0);
  return ((total * 10) % 11) % 10 === Number(digits.at(-1));
}
