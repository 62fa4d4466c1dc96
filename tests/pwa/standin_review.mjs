// What the stand-in answers to the review: pages and their words, checks of typed values.
import { receiptPicture, receiptRows } from "./standin_data.mjs";

const [WIDTH, HEIGHT] = [600, 1400];
/** Of the monospaced letters in the drawn receipts. */
const LETTER = 15.6;

/** Routes of the stand-in; `find` gives a document by its id or refuses. */
export function reviewRoutes({ find }) {
  return [
    [
      "GET",
      /^\/documents\/([^/]+)\/words$/,
      ({ match }) => ({ words: wordsOf(find(match[1])) }),
    ],
    ["POST", /^\/extractions:verify$/, ({ body }) => verified(body.extraction)],
  ];
}

/** The picture of one page: the receipt, marked with its number. */
export function pagePicture(document, page) {
  return receiptPicture(document, document.page_count > 1 ? page : undefined);
}

function wordsOf(document) {
  return receiptRows(document).map(([y, x, text, anchor]) => {
    const width = text.length * LETTER;
    const left =
      anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
    const [x1, x2] = [left / WIDTH, (left + width) / WIDTH];
    const [y1, y2] = [(y - 26) / HEIGHT, (y + 9) / HEIGHT];
    return { text, quad: [x1, y1, x2, y1, x2, y2, x1, y2] };
  });
}

const bani = (text) => Math.round(Number(text ?? 0) * 100);

/** The same values with the check of payments made anew, as an example of all. */
export function verified(extraction) {
  const paid = extraction.payments.reduce(
    (sum, one) => sum + bani(one.amount),
    0,
  );
  const holds = paid === bani(extraction.total);
  const checks = extraction.checks?.length
    ? extraction.checks
    : [{ name: "payments", ok: true, detail: "" }];
  const unsure = Object.entries(extraction.confidence)
    .filter(([, certainty]) => certainty < 0.8)
    .map(
      ([name]) => `${name.replace("issue_", "").replace(".", "_")}_uncertain`,
    );
  const review_reasons = [
    ...unsure,
    ...(holds ? [] : ["payments_mismatch"]),
    ...extraction.review_reasons.filter((one) => one.startsWith("buyer")),
  ];
  return {
    ...extraction,
    checks: checks.map((check) =>
      check.name === "payments" ? { ...check, ok: holds } : check,
    ),
    review_reasons,
    needs_review: review_reasons.length > 0,
  };
}
