import { expect, test } from "vitest";
import { matching } from "./accounts";

const CHART = [
  { code: "5311", name: "Casa în lei" },
  { code: "6022", name: "Cheltuieli privind combustibilii" },
  { code: "6024", name: "Cheltuieli privind piesele de schimb" },
  { code: "623", name: "Cheltuieli de protocol, reclamă și publicitate" },
];

function codes(text: string): string[] {
  return matching(CHART, text).map(({ code }) => code);
}

test("an account is found by the beginning of its number or by words of its name", () => {
  expect(codes("602")).toEqual(["6022", "6024"]);
  expect(codes("22")).toEqual([]);
  expect(codes("casa lei")).toEqual(["5311"]);
  expect(codes("RECLAMA si")).toEqual(["623"]);
  expect(codes("")).toEqual(["5311", "6022", "6024", "623"]);
});

test("no more are offered than asked for", () => {
  expect(matching(CHART, "", 2)).toHaveLength(2);
});
