import { expect, test } from "vitest";
import { knownOf } from "./suppliers";

test("a supplier's rule and what was learned of it stand together, most approvals first", () => {
  const known = knownOf({
    rules: [{ supplier_cui: "15991149", account: "6028" }],
    learned: [
      { supplier_cui: "11201891", account: "6028", approvals: 1 },
      { supplier_cui: "11201891", account: "6022", approvals: 12 },
    ],
  });
  expect(known.map(({ cui, account }) => [cui, account])).toEqual([
    ["11201891", ""],
    ["15991149", "6028"],
  ]);
  expect(known[0]?.learned.map(({ account }) => account)).toEqual(["6022", "6028"]);
});
