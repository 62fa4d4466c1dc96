/** Civil dates (`2025-08-01`) and instants, for reading and writing. */

/** Reads `01.08.2025`, `1/8/25`, `01082025`, `2025-08-01`; null where it is no day of the calendar. */
export function parseDate(text: string): string | null {
  const bare = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  const local =
    /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{2}|\d{4})$/.exec(bare) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(bare);
  if (iso) return civil(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (!local) return null;
  const year = Number(local[3]);
  return civil(year < 100 ? 2000 + year : year, Number(local[2]), Number(local[1]));
}

function civil(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** `01.08.2025`, as it stands in a field to be typed over; what is no date stays as it is. */
export function typedDate(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3.$2.$1");
}

/** Reads `8:05`, `0805`, `08:05:33`; null where it is no time of day. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2}))?$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return [match[1].padStart(2, "0"), match[2], ...(match[3] ? [match[3]] : [])].join(":");
}

type Formatters = ReturnType<typeof formattersFor>;
const made = new Map<string, Formatters>();

/** Kept: making one takes longer than a whole row of the work list may. */
function formatters(language: string): Formatters {
  const known = made.get(language) ?? formattersFor(language);
  made.set(language, known);
  return known;
}

function formattersFor(language: string) {
  return {
    day: new Intl.DateTimeFormat(language, {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    }),
    moment: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: "auto" }),
    month: new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }),
  };
}

/** `1 aug. 2025`; an unreadable date stays as it is. */
export function showDate(date: string | undefined, language: string): string {
  if (!date) return "";
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return formatters(language).day.format(day);
}

/** `acum 3 minute` within a day, then the date and hour. */
export function showInstant(
  instant: string | number | undefined,
  language: string,
  now = Date.now(),
): string {
  if (instant === undefined) return "";
  const at = new Date(instant).getTime();
  const seconds = Math.round((at - now) / 1000);
  const { relative, moment } = formatters(language);
  if (Math.abs(seconds) < 60) return relative.format(0, "second");
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return moment.format(at);
}

/** First and last day of a month such as `2025-08`. */
export function monthSpan(month: string): { from: string; to: string } {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, "0")}` };
}

/** The day here and now. */
export function today(now = new Date()): string {
  return `${thisMonth(now)}-${String(now.getDate()).padStart(2, "0")}`;
}

export function thisMonth(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
}

/** The last months, newest first, as `2025-08`. */
export function lastMonths(count: number, now = new Date()): string[] {
  return Array.from({ length: count }, (_, back) =>
    thisMonth(new Date(now.getFullYear(), now.getMonth() - back, 1)),
  );
}

/** `august 2025`. */
export function showMonth(month: string, language: string): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  return formatters(language).month.format(day);
}
