// Before anybody logs in: the pages ask nothing that the server would have to refuse.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { logIn, profile, server } from "./browser.mjs";

let installation, browser, context, page;
const heard = [];
const refused = [];

before(async () => {
  installation = await server();
  browser = await profile();
  context = await browser.open();
  page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) refused.push(response.url());
  });
});

after(async () => {
  await context?.close();
  await browser?.remove();
  await installation?.close();
});

for (const path of ["/", "/intra", "/documente", "/captura"])
  test(`a stranger at ${path} is led to the login, and the console stays empty`, async () => {
    await page.goto(installation.url + path);
    await page.getByTestId("login-email").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(refused, []);
    assert.deepEqual(heard, []);
  });

test("a session opened elsewhere in the browser is used without a login", async () => {
  const answer = await context.request.post(
    `${installation.url}/api/v1/sessions`,
    {
      data: { email: installation.email, password: installation.password },
    },
  );
  assert.equal(answer.status(), 200);
  await page.goto(`${installation.url}/clienti`);
  await page.getByTestId("client-add").waitFor();
});

test("after logging out the pages ask nothing again", async () => {
  await page.getByRole("button", { name: "Contul meu" }).click();
  await page.getByRole("button", { name: "Ieși din cont" }).click();
  await page.getByTestId("login-email").waitFor();
  // What was asked before the logout may be answered after it; a page that is left hears no answers.
  await page.goto("about:blank");
  refused.length = 0;
  await page.goto(`${installation.url}/documente`);
  await page.getByTestId("login-email").waitFor();
  assert.deepEqual(refused, []);
  await logIn(page, installation);
});
