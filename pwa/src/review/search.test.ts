import { expect, test } from "vitest";
import { readWorkSearch } from "./search";

test("an address is read back, and nonsense is left out", () => {
  expect(readWorkSearch({ state: "REVIEW", client: "c1", q: "omv", sort: "supplier" })).toEqual({
    state: "REVIEW",
    client: "c1",
    q: "omv",
    sort: "supplier",
  });
  expect(readWorkSearch({ state: "DROP", q: "", sort: ["total"], client: {} })).toEqual({
    state: undefined,
    client: undefined,
    q: undefined,
    sort: undefined,
  });
});

test("digits searched for stay text", () => expect(readWorkSearch({ q: 11201891 }).q).toBe("11201891"));
