/** Exchange rates as people type them, and the days before a day. */

/** Reads `4,9765`, `4.97`; null where it is no rate. */
export function parseExchangeRate(text: string): string | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!match?.[1]) return null;
  const rate = `${match[1]}.${(match[2] ?? "").padEnd(4, "0")}`;
  return Number(rate) > 0 ? rate : null;
}

/** The day and those before it, the latest first. */
export function daysUntil(day: string, count: number): string[] {
  const last = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: count }, (_, back) =>
    new Date(last - back * 86_400_000).toISOString().slice(0, 10),
  );
}
