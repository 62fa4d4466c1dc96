// A purchase whose VAT waits for its payment: payments by the form, what they release, and taking one back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage } from "./axe.mjs";
import { leave, loggedIn, madeUp, until } from "./browser.mjs";

let installation, browser, context, page, heard, rest, note;

before(async () => {
  installation = await madeUp();
  // axe is put into the page by the tests, which the page's own policy rightly forbids.
  ({ browser, context, page, heard, rest } = await loggedIn(installation, {
    bypassCSP: true,
    reducedMotion: "reduce",
  }));
  const { clients } = await rest("/clients");
  const { notes } = await rest(`/notes?client_id=${clients[0].id}`);
  note = notes.find((one) => one.deferred_vat !== "0.00");
  await page.goto(
    `${installation.url}/rapoarte?client=${note.client_id}&from=${note.date.slice(0, 7)}`,
  );
  await page
    .locator(`[data-testid=report-row][data-document-id="${note.document_id}"]`)
    .getByRole("button")
    .click();
  await page.getByTestId("payments").waitFor();
});

after(async () => await leave({ context, browser, installation }));

const bani = (text) => Math.round(Number(text) * 100);
/** As the page shows it: `1.234,50`. */
const shown = (amount) =>
  (amount / 100)
    .toFixed(2)
    .replace(".", ",")
    .replace(/\B(?=(\d{3})+,)/g, ".");
const total = () =>
  note.lines
    .filter((line) => line.credit === "401")
    .reduce((sum, line) => sum + bani(line.amount), 0);

/** Writes an amount into the form and sends it. */
async function pay(amount) {
  await page.getByTestId("payment-amount").fill(amount);
  await page.getByTestId("payments").getByTestId("form-submit").click();
}

/** Waits until so many payments count, and gives the stored figures. */
async function counted(count) {
  await until(async () => {
    const { payments } = await rest(`/notes/${note.id}/payments`);
    return payments.filter((one) => one.state === "POSTED").length === count;
  }, `${count} payments count`);
  return await rest(`/notes/${note.id}/payments`);
}

test("the note says how much VAT waits and what is still to be paid, and proposes all of it", async () => {
  const box = page.getByTestId("payments");
  await box.getByText(`${shown(bani(note.deferred_vat))} lei TVA`).waitFor();
  await box.getByText(`Rest de plată: ${shown(total())} lei`).waitFor();
  await page.getByTestId("payment-record").click();
  assert.equal(
    await page.getByTestId("payment-amount").inputValue(),
    shown(total()),
  );
  await checkPage(page, "plata");
});

test("what is no amount, or more than is open, is refused at its field", async () => {
  await pay("mult");
  await page.getByText("Scrie o sumă, de exemplu").waitFor();
  await pay(shown(total() + 1));
  await page.getByText("nu se potrivește").waitFor();
  const { payments } = await rest(`/notes/${note.id}/payments`);
  assert.deepEqual(payments, []);
});

test("a part that is paid makes its share of the VAT deductible", async () => {
  const part = Math.round(total() / 3);
  await pay(shown(part));
  const entry = page.getByTestId("payment").first();
  await entry.getByText(`${shown(part)} lei`).waitFor();
  const { released, open } = await counted(1);
  assert.equal(
    bani(released),
    Math.round((bani(note.deferred_vat) * part) / total()),
  );
  assert.equal(bani(open), total() - part);
  // The note of its own that says so.
  await page
    .locator("[data-testid=note][data-state=POSTED]")
    .getByText("TVA devenită exigibilă din")
    .waitFor();
});

test("the rest releases the rest to the ban, and nothing more is asked for", async () => {
  await page.getByTestId("payment-record").click();
  const { open } = await rest(`/notes/${note.id}/payments`);
  assert.equal(
    await page.getByTestId("payment-amount").inputValue(),
    shown(bani(open)),
  );
  await pay(shown(bani(open)));
  await page.getByTestId("payment").nth(1).waitFor();
  const { released, waiting } = await counted(2);
  assert.equal(released, note.deferred_vat);
  assert.equal(waiting, "0.00");
  await page.getByTestId("payments").getByText("0,00 lei TVA").waitFor();
  await page.getByTestId("payment-record").waitFor({ state: "detached" });
});

test("a payment is taken back with a reason, and its VAT waits again", async () => {
  await page.getByTestId("payment-cancel").last().click();
  const submit = page.getByTestId("payments").getByTestId("form-submit");
  await submit.click();
  await page.getByText("Scrie de ce se anulează plata.").waitFor();
  await page.getByTestId("payment-reason").fill("Plata era a altei facturi");
  await submit.click();
  await page.getByTestId("payment").getByText("Anulată").waitFor();
  const { waiting } = await counted(1);
  assert.notEqual(waiting, "0.00");
  await page.getByTestId("payment-record").waitFor();
});

test("no error was thrown on the way", () => assert.deepEqual(heard, []));
