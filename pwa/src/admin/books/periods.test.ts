import { expect, test } from "vitest";
import type { Period } from "../../shared/api/types";
import { monthsOf, stateOf } from "./periods";

function period(month: string, notes: number, closed = false): Period {
  return { client_id: "1", month, notes, closed, changed_by: "", reason: "" };
}

test("a year has its twelve months, and of other years nothing", () => {
  const months = monthsOf(2026, [period("2026-08", 3), period("2025-08", 9)]);
  expect(months).toHaveLength(12);
  expect(months[0]?.month).toBe("2026-01");
  expect(months.filter((month) => month.period).map((month) => month.month)).toEqual(["2026-08"]);
});

test("a month is closed whatever it has, open with notes, and empty without", () => {
  const [january, february, march, april] = monthsOf(2026, [
    period("2026-01", 0, true),
    period("2026-02", 2),
    period("2026-03", 0),
  ]);
  const states = [january, february, march, april].map((month) => month && stateOf(month));
  expect(states).toEqual(["closed", "open", "empty", "empty"]);
});
