/** What the addresses of the office's pages carry; anything that is not what it should be is left out. */

type Search = Record<string, unknown>;

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function dayOf(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

function monthOf(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
}

export interface CompanySearch {
  client?: string;
}

export function readCompany({ client }: Search): CompanySearch {
  return { client: textOf(client) };
}

export interface SettingsSearch extends CompanySearch {
  on?: string;
}

export function readSettings({ client, on }: Search): SettingsSearch {
  return { client: textOf(client), on: dayOf(on) };
}

export interface PeriodsSearch {
  /** A number in the address: the router reads it as one. */
  year?: number;
  q?: string;
}

export function readPeriods({ year, q }: Search): PeriodsSearch {
  const number = Number(year);
  return { year: number >= 2000 && number < 2100 ? number : undefined, q: textOf(q) };
}

export interface SupplierSearch {
  /** Digits. */
  cui?: string;
  on?: string;
}

export function readSupplier({ cui, on }: Search): SupplierSearch {
  const digits = typeof cui === "number" ? String(cui) : textOf(cui);
  return { cui: digits?.replace(/\D/g, "") || undefined, on: dayOf(on) };
}

export interface RatesSearch {
  currency?: string;
  on?: string;
}

export function readRates({ currency, on }: Search): RatesSearch {
  return {
    currency: /^[A-Z]{3}$/.test(textOf(currency) ?? "") ? textOf(currency) : undefined,
    on: dayOf(on),
  };
}

export interface ReportsSearch extends CompanySearch {
  report?: string;
  /** First and last month. */
  from?: string;
  to?: string;
  cui?: string;
  /** A document whose notes are looked at. */
  document?: string;
}

export function readReports(search: Search): ReportsSearch {
  return {
    client: textOf(search.client),
    report: textOf(search.report),
    from: monthOf(search.from),
    to: monthOf(search.to),
    cui: readSupplier({ cui: search.cui }).cui,
    document: textOf(search.document),
  };
}

/** The journal of purchases had an address of its own, with one month. */
export function readJournal({ client, month }: Search): CompanySearch & { month?: string } {
  return { client: textOf(client), month: monthOf(month) };
}
