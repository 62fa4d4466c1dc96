// The dialogs in which a document is decided about: no violation of axe's rules. Against the stand-in, which has one for each.
import { after, before, test } from "node:test";
import {
  leave,
  leaveDialog,
  loggedIn,
  madeUp,
  opened,
  until,
} from "./browser.mjs";
import { checkPage } from "./axe.mjs";

let installation, browser, context, page, documents;

before(async () => {
  installation = await madeUp();
  // axe is put into the page by the tests, which the page's own policy rightly forbids.
  ({ browser, context, page } = await loggedIn(installation, {
    bypassCSP: true,
    reducedMotion: "reduce",
  }));
  const answer = await context.request.get(
    `${installation.url}/api/v1/documents?page_size=200`,
  );
  ({ documents } = await answer.json());
});

after(async () => await leave({ context, browser, installation }));

const inReview = (one) => one.state === "REVIEW";

const DIALOGS = [
  { name: "uneste", key: "m", of: inReview, shows: "merge-choice" },
  {
    name: "desparte",
    key: "s",
    of: (one) => inReview(one) && one.page_count === 3,
    shows: "split-3",
  },
  {
    name: "taie",
    key: "t",
    of: (one) => inReview(one) && one.page_count === undefined,
    shows: "cut-confirm",
  },
  { name: "muta", key: "c", of: inReview, shows: "chooser-item" },
  {
    name: "asemanatoare",
    key: "d",
    of: (one) => inReview(one) && one.possible_duplicates.length > 0,
    shows: "compare",
  },
  { name: "respinge", key: "r", of: inReview, shows: "reject-reason" },
];

for (const { name, key, of, shows } of DIALOGS)
  test(`the dialog that ${key} opens`, async () => {
    const { id } = documents.find(of);
    await page.goto(`${installation.url}/documente/${id}`);
    await until(async () => (await opened(page)) === id, "it is open");
    await page.keyboard.press(key);
    await page.getByRole("dialog").getByTestId(shows).first().waitFor();
    await checkPage(page, name);
    await leaveDialog(page);
  });
