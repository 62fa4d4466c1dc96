// What the stand-in answers to the review: pages and their words, checks of typed values.
import { randomUUID } from "node:crypto";
import { receiptPicture, receiptRows } from "./standin_data.mjs";

const [WIDTH, HEIGHT] = [600, 1400];
/** Of the monospaced letters in the drawn receipts. */
const LETTER = 15.6;

const ACCOUNTS = [
  ["6022", "Cheltuieli privind combustibilul"],
  ["6028", "Cheltuieli privind alte materiale consumabile"],
  ["604", "Cheltuieli privind materialele nestocate"],
  ["626", "Cheltuieli poștale și taxe de telecomunicații"],
  ["628", "Alte cheltuieli cu serviciile executate de terți"],
  ["401", "Furnizori"],
].map(([code, name]) => ({ code, name }));

/** Routes of the stand-in; `find` gives a document by its id or refuses, `approve` approves one. */
export function reviewRoutes({ state, find, publish, approve, read }) {
  return [
    [
      "GET",
      /^\/documents\/([^/]+)\/words$/,
      ({ match }) => ({ words: wordsOf(find(match[1])) }),
    ],
    ["POST", /^\/extractions:verify$/, ({ body }) => verified(body.extraction)],
    ["GET", /^\/accounts$/, () => ({ accounts: ACCOUNTS })],
    [
      "POST",
      /^\/documents\/([^/:]+):merge$/,
      ({ match, body }) => {
        const document = find(match[1]);
        for (const id of body.ids)
          publish(
            Object.assign(find(id), {
              state: "REJECTED",
              merged_into: document.id,
            }),
          );
        document.page_count = (document.page_count ?? 1) + body.ids.length;
        Object.assign(document, { state: "RECEIVED", whole: true });
        publish(document);
        read(document);
        return document;
      },
    ],
    [
      "POST",
      /^\/documents\/([^/:]+):split$/,
      ({ match, body }) => {
        const document = find(match[1]);
        const made = body.first_pages.map((first) => ({
          ...structuredClone(document),
          id: randomUUID(),
          page_count: 1,
          filename: `${document.filename} ${first}`,
        }));
        document.page_count = body.first_pages[0] - 1;
        state.documents.push(...made);
        for (const one of [document, ...made]) publish(one);
        return { documents: [document, ...made] };
      },
    ],
    [
      "POST",
      /^\/documents\/([^/:]+):cut$/,
      ({ match, body }) => {
        const document = find(match[1]);
        const made = {
          ...structuredClone(document),
          id: randomUUID(),
          filename: `${document.filename} 2`,
        };
        const across = body.direction === "DIRECTION_ACROSS";
        const whole = { left: 0, top: 0, right: 10_000, bottom: 10_000 };
        const edges = across ? ["bottom", "top"] : ["right", "left"];
        [document, made].forEach((one, side) => {
          one.files[0].region = { ...whole, [edges[side]]: body.position };
          one.pages_version = `${one.pages_version}-${side}`;
        });
        state.documents.push(made);
        for (const one of [document, made]) publish(one);
        return { documents: [document, made] };
      },
    ],
    [
      "POST",
      /^\/documents\/([^/:]+):move$/,
      ({ match, body }) => {
        const document = Object.assign(find(match[1]), {
          client_id: body.client_id,
        });
        publish(document);
        return document;
      },
    ],
    [
      "POST",
      /^\/documents:approve$/,
      ({ body }) => ({
        results: body.items.map(({ id, revision }) => {
          const document = find(id);
          if (revision !== document.revision)
            return {
              id,
              problem: {
                reason: "revision_stale",
                message: "Documentul a fost schimbat între timp.",
              },
            };
          approve(document);
          return { id, document };
        }),
      }),
    ],
    ["GET", /^\/documents:statistics$/, () => statistics(state)],
  ];
}

/** Made up, but the same at each start. */
function statistics({ clients }) {
  const now = new Date();
  const names = Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() - 11 + back, 1))
      .toISOString()
      .slice(0, 7),
  );
  const months = names.flatMap((month, at) =>
    clients.map(({ id }, which) => {
      const received = 40 + ((at * 17 + which * 29) % 60);
      const waiting = at === 11 ? 14 + which * 5 : which;
      const approved = at === 11 ? 9 : 2;
      return {
        month,
        client_id: id,
        received,
        waiting,
        approved,
        posted: received - waiting - approved - 3,
        rejected: 2,
        failed: 1,
      };
    }),
  );
  return {
    months,
    ageing: clients.map(({ id }, which) => ({
      client_id: id,
      days_0_1: 9 + which,
      days_2_3: 5,
      days_4_7: 3 - which,
      days_8_up: which,
    })),
    quality: names.map((month, at) => ({
      month,
      read: 150 + at * 4,
      without_review: 90 + at * 7,
      approved: 140 + at * 4,
      approved_unchanged: 80 + at * 8,
      corrections: { "supplier.cui": 12 - at, total: 5, issue_date: 3 },
    })),
  };
}

/** The picture of one page: the receipt, marked with its number; or the piece of it that is the document. */
export function pagePicture(document, page) {
  const picture = receiptPicture(
    document,
    document.page_count > 1 ? page : undefined,
  );
  const { region } = document.files[0];
  if (!region) return picture;
  const [left, right] = [region.left, region.right].map(
    (edge) => (edge * WIDTH) / 10_000,
  );
  const [top, bottom] = [region.top, region.bottom].map(
    (edge) => (edge * HEIGHT) / 10_000,
  );
  const [wide, high] = [right - left, bottom - top];
  return picture.replace(
    `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    `width="${wide}" height="${high}" viewBox="${left} ${top} ${wide} ${high}"`,
  );
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
