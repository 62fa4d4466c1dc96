// Reports and stornos in the stand-in: what is summed up are its notes.
import { randomUUID } from "node:crypto";
import { paymentRoutes } from "./standin_payments.mjs";

const REPORTS = [
  [
    "purchase-journal",
    "Jurnal pentru cumpărări",
    "Cumpărările din lună, document cu document, cu bazele și TVA pe cote.",
  ],
  ["vat-summary", "Situația TVA", "TVA pe luni și cote."],
  ["trial-balance", "Balanța de verificare", "Rulajele pe conturi."],
  [
    "supplier-statement",
    "Fișa furnizorului",
    "Facturile, plățile și soldul unui furnizor.",
  ],
];

function add(...amounts) {
  const bani = amounts.reduce(
    (sum, one) => sum + Math.round(Number(one) * 100),
    0,
  );
  return (bani / 100).toFixed(2);
}

function column(name, title, kind, summed = false) {
  return { name, title, kind: `KIND_${kind}`, summed };
}

export function bookRoutes(state, refuse, publish) {
  function posted(query) {
    return state.notes
      .filter((note) => note.client_id === query.get("client_id"))
      .filter((note) => note.state === "POSTED")
      .filter(
        (note) =>
          note.date >= query.get("from") && note.date <= query.get("to"),
      )
      .toSorted((a, b) => a.date.localeCompare(b.date));
  }

  function vatOf(note) {
    return add(
      ...note.lines
        .filter((line) => line.debit === "4426")
        .map((line) => line.amount),
    );
  }

  function owed(note) {
    return add(
      ...note.lines
        .filter((line) => line.credit === "401")
        .map((line) => line.amount),
    );
  }

  function journal(query) {
    const rows = posted(query).map((note) => {
      const { extraction } = state.documents.find(
        (one) => one.id === note.document_id,
      );
      return {
        document_id: note.document_id,
        values: [
          note.date,
          extraction.number,
          extraction.supplier.name,
          extraction.supplier.cui,
          owed(note),
          vatOf(note),
        ],
      };
    });
    const sum = (at) => add(...rows.map((row) => row.values[at]));
    return {
      name: "purchase-journal",
      title: "Jurnal pentru cumpărări",
      columns: [
        column("date", "Data", "DATE"),
        column("number", "Document", "CODE"),
        column("supplier_name", "Furnizor", "TEXT"),
        column("supplier_cui", "CUI furnizor", "CODE"),
        column("total", "Total cu TVA", "AMOUNT", true),
        column("vat_2100", "TVA 21%", "AMOUNT", true),
      ],
      rows,
      totals: {
        values: ["TOTAL", "", "", "", sum(4), sum(5)],
        document_id: "",
      },
    };
  }

  function summary(query) {
    const notes = posted(query);
    const amount = add(...notes.map(vatOf));
    return {
      name: "vat-summary",
      title: "Situația TVA",
      columns: [
        column("month", "Luna", "MONTH"),
        column("rate", "Cota", "RATE"),
        column("vat", "TVA", "AMOUNT", true),
      ],
      rows:
        notes.length > 0
          ? [
              {
                document_id: "",
                values: [query.get("from").slice(0, 7), "21", amount],
              },
            ]
          : [],
      totals: { values: ["TOTAL", "", amount], document_id: "" },
    };
  }

  function balance(query) {
    const turnovers = new Map();
    const book = (account, at, amount) => {
      const both = turnovers.get(account) ?? ["0.00", "0.00"];
      both[at] = add(both[at], amount);
      turnovers.set(account, both);
    };
    for (const { lines } of posted(query)) {
      for (const line of lines) {
        book(line.debit, 0, line.amount);
        book(line.credit, 1, line.amount);
      }
    }
    const rows = [...turnovers]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([account, both]) => ({
        document_id: "",
        values: [account, ...both],
      }));
    const sum = (at) => add(...rows.map((row) => row.values[at]));
    return {
      name: "trial-balance",
      title: "Balanța de verificare",
      columns: [
        column("account", "Cont", "CODE"),
        column("debit", "Rulaj debitor", "AMOUNT", true),
        column("credit", "Rulaj creditor", "AMOUNT", true),
      ],
      rows,
      totals: { values: ["TOTAL", sum(1), sum(2)], document_id: "" },
    };
  }

  const reports = { "vat-summary": summary, "trial-balance": balance };

  return [
    ...paymentRoutes(state, refuse),
    [
      "GET",
      /^\/reports$/,
      () => ({
        reports: REPORTS.map(([name, title, description]) => ({
          name,
          title,
          description,
          needs_supplier: name === "supplier-statement",
          formats: ["csv", "xlsx", "pdf"],
        })),
      }),
    ],
    [
      "GET",
      /^\/reports\/([a-z-]+)$/,
      ({ match, query }) => ({
        ...(reports[match[1]] ?? journal)(query),
        name: match[1],
      }),
    ],
    [
      "POST",
      /^\/notes\/([^/:]+):storno$/,
      ({ match, body }) => {
        const note = state.notes.find((one) => one.id === match[1]);
        if (body.date < note.date)
          throw refuse(
            400,
            "storno_date_wrong",
            "Stornarea nu poate fi înaintea notei.",
            [
              {
                field: "date",
                message: "Stornarea nu poate fi înaintea notei.",
              },
            ],
          );
        const storno = {
          ...note,
          id: randomUUID(),
          date: body.date,
          rule: `storno_${note.rule}`,
          storno_of: note.id,
          lines: note.lines.map((line) => ({
            ...line,
            amount: add(`-${line.amount}`),
            explanation: `Storno: ${line.explanation}`,
          })),
        };
        note.storno_by = storno.id;
        state.notes.unshift(storno);
        const document = state.documents.find(
          (one) => one.id === note.document_id,
        );
        publish(Object.assign(document, { state: "REVIEW" }));
        return storno;
      },
    ],
  ];
}
