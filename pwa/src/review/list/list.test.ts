import { expect, test } from "vitest";
import type { Doc } from "../../shared/api/types";
import { between } from "./useSelection";
import { sameSearch } from "./views";

const documents = ["a:REVIEW", "b:POSTED", "c:REVIEW", "d:REVIEW"].map((one) => {
  const [id, state] = one.split(":");
  return { id, state } as Doc;
});

test("a range is ticked in either direction, but only what may be approved", () => {
  expect(between(documents, "a", "c")).toEqual(["a", "c"]);
  expect(between(documents, "d", "a")).toEqual(["a", "c", "d"]);
  expect(between(documents, "c", "c")).toEqual(["c"]);
});

test("a range from a row that left the list begins at the top", () => {
  expect(between(documents, "gone", "c")).toEqual(["a", "c"]);
});

test("two searches are the same view whatever their order and what they leave empty", () => {
  expect(sameSearch({ q: "omv", state: "REVIEW" }, { state: "REVIEW", q: "omv", client: undefined })).toBe(
    true,
  );
  expect(sameSearch({ q: "omv" }, { q: "omv", attention: "yes" })).toBe(false);
});
