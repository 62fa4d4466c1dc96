import { expect, test } from "vitest";
import { bareCui, isCui } from "./cui";

test.each(["11201891", "RO11201891", "ro 15991149", "2816464", "6719278", "18547290", "14399840"])(
  "%s holds",
  (cui) => expect(isCui(cui)).toBe(true),
);

test.each(["11201892", "18547291", "", "1", "01", "RO", "12345678901", "1120189A", "0000000000"])(
  "%s does not",
  (cui) => expect(isCui(cui)).toBe(false),
);

test("blanks, dots and RO are taken off", () => expect(bareCui(" RO 11.201.891 ")).toBe("11201891"));

test("one wrong digit never holds", () => {
  const code = "11201891";
  for (let place = 0; place < code.length; place += 1) {
    for (const digit of "123456789") {
      if (digit === code[place]) continue;
      expect(isCui(code.slice(0, place) + digit + code.slice(place + 1))).toBe(false);
    }
  }
});
