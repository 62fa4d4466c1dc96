import { expect, test } from "vitest";
import { firstPassword } from "./password";

test("a first password is long, readable aloud, and another one each time", () => {
  const made = new Set(Array.from({ length: 50 }, firstPassword));
  expect(made.size).toBe(50);
  for (const password of made) expect(password).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
});
