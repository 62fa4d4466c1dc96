/** Which settings stand together on the page; one that is not named here comes last. */
import type { Setting } from "../../shared/api/types";

const GROUPS = {
  accounts: [
    "supplier",
    "asset_supplier",
    "default_expense",
    "cash_paid_from",
    "cash",
    "foreign_cash",
    "advance",
    "card",
    "vouchers",
    "deposit",
    "tip",
  ],
  vat: [
    "vat_rates",
    "standard_vat_rate",
    "simplified_invoice",
    "receipt_over_limit_vat",
    "simplified_invoice_at_most",
    "unregistered_supplier_vat",
    "vat",
    "collected_vat",
    "deferred_vat",
    "non_deductible_vat",
  ],
  cash: ["cash_to_one_supplier", "cash_to_cash_and_carry", "cash_in_all", "cash_and_carry_suppliers"],
  vehicles: ["unknown_vehicle_deductible", "vehicle_accounts", "fuel_accounts"],
  currency: ["exchange_rate_day"],
} as const;

export type GroupName = keyof typeof GROUPS | "other";

export interface Group {
  name: GroupName;
  settings: Setting[];
}

/** The settings in the page's order; groups without any are left out. */
export function grouped(settings: readonly Setting[]): Group[] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  const groups: Group[] = Object.entries(GROUPS).map(([name, keys]) => ({
    name: name as GroupName,
    settings: keys.flatMap((key) => byKey.get(key) ?? []),
  }));
  const placed = new Set<string>(Object.values(GROUPS).flat());
  groups.push({ name: "other", settings: settings.filter(({ key }) => !placed.has(key)) });
  return groups.filter((group) => group.settings.length > 0);
}
