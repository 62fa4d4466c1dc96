import { expect, test } from "vitest";
import { lastMonths, monthSpan, parseDate, parseTime, showDate, showInstant } from "./dates";

test.each([
  ["2025-08-01", "2025-08-01"],
  ["01.08.2025", "2025-08-01"],
  ["1/8/25", "2025-08-01"],
  ["1-8-2025", "2025-08-01"],
  ["01082025", "2025-08-01"],
  [" 29.02.2024 ", "2024-02-29"],
  ["29.02.2025", null],
  ["31.04.2025", null],
  ["13/13/2025", null],
  ["2025-8-1", "2025-08-01"],
  ["ieri", null],
  ["", null],
])("the date %s means %s", (typed, meant) => expect(parseDate(typed)).toBe(meant));

test.each([
  ["14:05", "14:05"],
  ["8:05", "08:05"],
  ["1405", "14:05"],
  ["14.05", "14:05"],
  ["08:05:33", "08:05:33"],
  ["24:00", null],
  ["12:60", null],
  ["noon", null],
])("the time %s means %s", (typed, meant) => expect(parseTime(typed)).toBe(meant));

test("a civil date does not move with the time zone", () => {
  expect(showDate("2025-08-01", "ro")).toBe("1 aug. 2025");
  expect(showDate("2025-12-31", "en")).toContain("31");
  expect(showDate("", "ro")).toBe("");
});

test("instants are told from now within a day", () => {
  const now = Date.UTC(2026, 0, 1, 12);
  expect(showInstant(now - 20_000, "ro", now)).toBe("acum");
  expect(showInstant(now - 3 * 60_000, "ro", now)).toBe("acum 3 minute");
  expect(showInstant(now - 25 * 60_000, "ro", now)).toBe("acum 25 de minute");
  expect(showInstant(now - 26 * 3_600_000, "ro", now)).toMatch(/2025/);
});

test("a month spans to its last day, leap years too", () => {
  expect(monthSpan("2024-02")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(monthSpan("2025-12")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
});

test("the last months go back over the turn of the year, also from its longest days", () => {
  expect(lastMonths(3, new Date(2026, 0, 31))).toEqual(["2026-01", "2025-12", "2025-11"]);
});
