import { expect, it } from "vitest";
import type { Doc, Period } from "../../shared/api/types";
import { shortMonth } from "../useClosedMonth";
import { parted } from "./closedMonths";

const document = (id: string, client_id: string, issue_date?: string) =>
  ({ id, client_id, extraction: { issue_date } }) as Doc;
const period = (client_id: string, month: string, closed: boolean) =>
  ({ client_id, month, closed }) as Period;

it("keeps back what falls into a closed month of its own company, and nothing else", () => {
  const documents = [
    document("closed", "a", "2024-03-31"),
    document("open", "a", "2024-04-01"),
    document("other company", "b", "2024-03-31"),
    document("reopened", "b", "2024-02-29"),
    document("no day", "a"),
  ];
  const periods = [period("a", "2024-03", true), period("b", "2024-02", false)];
  const { open, closed } = parted(documents, periods);
  expect(closed.map(({ id }) => id)).toEqual(["closed"]);
  expect(open.map(({ id }) => id)).toEqual(["open", "other company", "reopened", "no day"]);
});

it("names a month as accountants write it", () => expect(shortMonth("2024-03-15")).toBe("03.2024"));
