import { expect, test } from "vitest";
import { byKey, daysOf, percent } from "./statistics";

const row = (month: string, client_id: string, received: number) => ({
  month,
  client_id,
  received,
  waiting: 1,
  approved: 2,
  posted: 3,
  rejected: 4,
  failed: 1,
});

test("months are summed over companies, and companies over months", () => {
  const rows = [row("2026-10", "a", 10), row("2026-11", "a", 20), row("2026-11", "b", 30)];
  expect(byKey(rows, "month").get("2026-11")).toEqual({
    received: 50,
    waiting: 2,
    approved: 4,
    posted: 6,
    closed: 8,
  });
  expect(byKey(rows, "client_id").get("a")?.received).toBe(30);
});

test("an age is days of receipt before today, over a month's end", () => {
  const today = new Date(2026, 10, 3);
  expect(daysOf("days_0_1", today)).toEqual({ from: "2026-11-02", to: "2026-11-03" });
  expect(daysOf("days_4_7", today)).toEqual({ from: "2026-10-27", to: "2026-10-30" });
  expect(daysOf("days_8_up", today)).toEqual({ to: "2026-10-26" });
});

test("a share of nothing is no number", () => {
  expect(percent(1, 3)).toBe(33);
  expect(percent(0, 0)).toBeUndefined();
});
