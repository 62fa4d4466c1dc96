import { expect, test } from "vitest";
import { daysUntil, parseExchangeRate } from "./rates";

test.each([
  ["4,9765", "4.9765"],
  [" 5 ", "5.0000"],
  ["1.2", "1.2000"],
  ["4,97651", null],
  ["0", null],
  ["cinci", null],
  ["", null],
])("a rate typed as “%s” is %s", (text, rate) => {
  expect(parseExchangeRate(text)).toBe(rate);
});

test("days go back over the end of a month", () => {
  expect(daysUntil("2026-03-01", 3)).toEqual(["2026-03-01", "2026-02-28", "2026-02-27"]);
});
