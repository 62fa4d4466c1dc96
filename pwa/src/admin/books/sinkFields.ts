/** What each kind of books is told: the form of a sink is made of these. Names are the API's. */

/** `numbers` and `table` are lists of pairs; the values of `numbers` are whole numbers. */
export type FieldType = "text" | "whole" | "switch" | "choice" | "table" | "numbers";

export interface SinkField {
  name: string;
  type: FieldType;
  /** Stored sealed, never shown. */
  secret?: boolean;
  choices?: readonly string[];
  /** What holds where nothing was chosen. */
  initial?: string | boolean;
  /** The pairs' only keys; otherwise any may be added. */
  keys?: readonly string[];
  /** Keys that are offered to begin with. */
  offered?: readonly string[];
  /** Only where files go into a bucket. */
  ofBucket?: boolean;
  /** Seldom touched: folded away. */
  advanced?: boolean;
}

const PLACE: readonly SinkField[] = [
  { name: "destination", type: "choice", choices: ["storage", "folder", "s3"], initial: "storage" },
  { name: "region", type: "text", ofBucket: true },
  { name: "endpoint", type: "text", ofBucket: true },
  { name: "bucket", type: "text", ofBucket: true },
  { name: "prefix", type: "text", ofBucket: true },
  { name: "access_key_id", type: "text", ofBucket: true },
  { name: "secret_access_key", type: "text", secret: true, ofBucket: true },
];

const FIELDS: Record<string, readonly SinkField[]> = {
  csv: PLACE,
  xlsx: PLACE,
  saga: PLACE,
  winmentor: [
    { name: "articles", type: "table", offered: ["21", "11", "none"] },
    { name: "unit", type: "text", initial: "Lei" },
    { name: "warehouse", type: "text" },
    ...PLACE,
  ],
  roa: [
    { name: "dsn", type: "text" },
    { name: "user", type: "text" },
    { name: "password", type: "text", secret: true },
    { name: "user_id", type: "whole" },
    { name: "branch_id", type: "whole" },
    { name: "partner_without_cui", type: "whole" },
    { name: "document_types", type: "numbers", keys: ["receipt", "invoice", "credit_note", "document"] },
    { name: "currencies", type: "numbers", offered: ["RON"] },
    { name: "vat_columns", type: "numbers", offered: ["21", "11"] },
    { name: "analytics", type: "table", offered: [] },
    { name: "attachments", type: "switch", initial: true },
    { name: "without_attachment", type: "choice", choices: ["refuse", "post"], initial: "refuse" },
    { name: "purchase_journal", type: "switch", initial: true },
    { name: "attachment_mib", type: "whole", initial: "20", advanced: true },
    { name: "pool_size", type: "whole", initial: "4", advanced: true },
    { name: "connect_seconds", type: "whole", initial: "5", advanced: true },
    { name: "call_seconds", type: "whole", initial: "15", advanced: true },
    { name: "wait_seconds", type: "whole", initial: "10", advanced: true },
  ],
};

/** The order in which kinds are offered; one that is not named here comes last. */
export const KINDS = ["csv", "xlsx", "saga", "winmentor", "roa"];

export type Pair = [key: string, value: string];
export type Draft = Record<string, string | boolean | Pair[]>;

/** The fields of a kind that matter for what is filled in so far. */
export function fieldsOf(kind: string, draft: Draft): SinkField[] {
  return (FIELDS[kind] ?? []).filter((field) => !field.ofBucket || draft.destination === "s3");
}

/** What the form begins with: what is chosen now, else what would hold. Secrets are never there. */
export function draftOf(kind: string, configuration: Record<string, unknown> = {}): Draft {
  return Object.fromEntries(
    (FIELDS[kind] ?? []).map((field) => [field.name, begun(field, configuration[field.name])]),
  );
}

function begun(field: SinkField, value: unknown): Draft[string] {
  if (field.type === "table" || field.type === "numbers") {
    const given = new Map(Object.entries((value ?? {}) as Record<string, unknown>));
    const keys = new Set([...(field.keys ?? (given.size > 0 ? [] : (field.offered ?? []))), ...given.keys()]);
    return [...keys].map((key) => [key, textOf(given.get(key))]);
  }
  if (field.type === "switch") return typeof value === "boolean" ? value : field.initial === true;
  return value === undefined ? (field.initial ?? "") : textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export interface Filled {
  configuration: Record<string, unknown>;
  /** Only those that were typed: the stored ones stay. */
  secrets: Record<string, string>;
}

/** The form as the API takes it; what was left empty is left out. */
export function filled(kind: string, draft: Draft): Filled {
  const configuration: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  for (const field of fieldsOf(kind, draft)) {
    const value = draft[field.name];
    if (value === undefined || value === "") continue;
    if (field.secret) secrets[field.name] = String(value);
    else if (Array.isArray(value)) {
      const pairs = value.filter(([key, one]) => key.trim() !== "" && one.trim() !== "");
      if (pairs.length > 0)
        configuration[field.name] = Object.fromEntries(
          pairs.map(([key, one]) => [key.trim(), field.type === "numbers" ? wholeOr(one) : one.trim()]),
        );
    } else configuration[field.name] = field.type === "whole" ? wholeOr(String(value)) : value;
  }
  return { configuration, secrets };
}

/** A number where it is one; anything else goes as it is, and the server says what is wrong with it. */
function wholeOr(text: string): number | string {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : text.trim();
}
