// The pages that people meet first keep Lighthouse's marks, and the app can be installed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LEAST, measure, shortOf } from "./lighthouse.mjs";

// Other tests and readers keep the machine busy; alone, `npm run lighthouse` asks for the full mark.
const MARKS = { ...LEAST, performance: 85 };
// The work list draws a hundred documents: of a busy machine it gets its share later.
const BUSY = { "/documente": { ...LEAST, performance: 70 } };

test("pages are quick, accessible and well built, and the app can be installed", async () => {
  const { marks, installability } = await measure();
  for (const [path, seen] of Object.entries(marks))
    assert.deepEqual(shortOf(seen, BUSY[path] ?? MARKS), [], path);
  assert.deepEqual(installability, []);
});
