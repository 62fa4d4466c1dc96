// Made-up companies, receipts and their pictures for the stand-in.
import { randomUUID } from "node:crypto";

const SUPPLIERS = [
  ["OMV PETROM MARKETING SRL", "11201891", "Calea Doroboților 239, București"],
  ["KAUFLAND ROMANIA SCS", "15991149", "Str. Barbu Văcărescu 120, București"],
  ["DEDEMAN SRL", "2816464", "Str. Alexei Tolstoi 8, Bacău"],
  ["MEGA IMAGE SRL", "6719278", "Bd. Timișoara 26, București"],
  [
    "ROMPETROL DOWNSTREAM SRL",
    "12751583",
    "Piața Presei Libere 3-5, București",
  ],
  ["eMAG DANTE INTERNATIONAL SA", "14399840", "Șos. Virtuții 148, București"],
  [
    "FAN COURIER EXPRESS SRL",
    "13838336",
    "Șos. Fabrica de Glucoză 11C, București",
  ],
  ["LIDL DISCOUNT SRL", "22891860", "Nedelea, Prahova"],
];
const CLIENTS = [
  ["Brutăria Aluat Bun SRL", "18547290", true],
  ["Transport Rapid Pitești SRL", "14942091", true],
  ["Atelier de Arhitectură Pietriș SRL", "33012349", false],
];
const STATES = [
  "REVIEW",
  "REVIEW",
  "POSTED",
  "REVIEW",
  "READING",
  "POSTED",
  "APPROVED",
  "FAILED",
  "POSTED",
  "REJECTED",
];

function money(bani) {
  return (bani / 100).toFixed(2);
}

function extractionOf(index) {
  const [name, cui, address] = SUPPLIERS[index % SUPPLIERS.length];
  const base = 4_000 + ((index * 7_919) % 60_000);
  const vat = Math.round(base * 0.21);
  const unsure = index % 3 === 0;
  // Around a line of text whose base line is so many pixels down the picture of 600 x 1400.
  const box = (y, x = 50, width = 300) => {
    const [left, right, top, bottom] = [
      (x - 5) / 600,
      (x + width + 5) / 600,
      (y - 26) / 1400,
      (y + 9) / 1400,
    ];
    return {
      page: 1,
      quad: [left, top, right, top, right, bottom, left, bottom],
    };
  };
  return {
    kind: "receipt",
    regimes: [],
    source: "ocr",
    supplier: { name, cui, address, vat_payer: true },
    buyer: index % 4 === 0 ? {} : { cui: "18547290" },
    number: String(100 + index),
    issue_date: `2026-11-${String(1 + (index % 20)).padStart(2, "0")}`,
    issue_time: "14:05",
    currency: "RON",
    total: money(base + vat),
    net_total: money(base),
    vat: [{ code: "A", rate: "21", base: money(base), amount: money(vat) }],
    vat_total: money(vat),
    payments: [
      { method: index % 2 ? "CASH" : "CARD", amount: money(base + vat) },
    ],
    lines: [
      {
        description: "MOTORINĂ STANDARD",
        quantity: "28.11",
        unit: "L",
        unit_price: "7.87",
        amount: money(base + vat),
        vat_code: "A",
      },
    ],
    fiscal_serial: "DB4000012345",
    confidence: {
      total: unsure ? 0.62 : 0.99,
      "supplier.name": 0.97,
      "supplier.cui": 0.99,
      issue_date: 0.98,
      number: unsure ? 0.71 : 0.95,
    },
    boxes: {
      "supplier.name": box(64, 110, 380),
      "supplier.address": box(98, 60, 480),
      "supplier.cui": box(132, 185, 230),
      total: box(452, 455, 95),
      "vat.0.amount": box(548, 465, 85),
      "payments.0.amount": box(596, 455, 95),
      number: box(642, 50, 300),
      issue_date: box(690, 50, 160),
      issue_time: box(690, 470, 80),
      fiscal_serial: box(738, 50, 190),
    },
    checks: [
      { name: "supplier_cui", ok: true, detail: `check digit of ${cui}` },
      { name: "vat_rate", ok: true, detail: "" },
      { name: "vat_sum", ok: true, detail: "" },
      {
        name: "payments",
        ok: !unsure,
        detail: unsure ? `paid ${money(base)}, total ${money(base + vat)}` : "",
      },
    ],
    needs_review: unsure,
    review_reasons: unsure
      ? [
          "total_uncertain",
          "payments_mismatch",
          ...(index % 4 === 0 ? ["buyer_cui_unread"] : []),
        ]
      : [],
    text: `${name}\n${address}\nCIF RO${cui}\nMOTORINA STANDARD 28.11 L x 7.87\nTOTAL ${money(base + vat)}`,
    pages: 1,
    reader: "ppocr-v6-small",
    elapsed_ms: 1480,
  };
}

export function seed(count) {
  const clients = CLIENTS.map(([name, cui, vat_payer]) => ({
    id: randomUUID(),
    name,
    cui,
    registration_number: "J03/1234/2019",
    address: "Str. Victoriei 10, Pitești",
    email: "office@exemplu.ro",
    phone: "0248 123 456",
    vat_payer,
    vat_on_collection: !vat_payer,
  }));
  const documents = [];
  for (let index = 0; index < count; index += 1) {
    const state = STATES[index % STATES.length];
    const isRead = !["READING", "RECEIVED", "FAILED"].includes(state);
    documents.push({
      id: randomUUID(),
      client_id: clients[index % clients.length].id,
      state,
      filename: `IMG_${2100 + index}.jpg`,
      media_type: "image/svg+xml",
      size: 312_000,
      sha256: index.toString(16).padStart(64, "0"),
      files: [{ sha256: index.toString(16).padStart(64, "0") }],
      extraction: isRead ? extractionOf(index) : undefined,
      ...(index % 10 === 1
        ? {
            filename: "factura.pdf",
            media_type: "application/pdf",
            page_count: 3,
            pages_version: "1",
          }
        : {}),
      possible_duplicates:
        index === 10 ? [{ document_id: documents[0].id, kept: false }] : [],
      duplicate_of: index === 3 ? documents[0].id : undefined,
      problem:
        state === "FAILED"
          ? {
              reason: "encrypted_pdf",
              message: "Fișierul PDF este protejat cu parolă.",
            }
          : undefined,
      rejection_reason:
        state === "REJECTED"
          ? "Fotografia este neclară. Te rog fotografiază din nou."
          : "",
      revision: 3,
      create_time: new Date(
        Date.now() - index * 2_700_000 - 60_000,
      ).toISOString(),
      update_time: new Date().toISOString(),
      created_by: "ana@brutarie.ro",
      approved_by:
        state === "POSTED" || state === "APPROVED" ? "contabil@demo.ro" : "",
    });
  }
  return {
    clients,
    documents,
    user: {
      id: randomUUID(),
      email: "contabil@demo.ro",
      name: "Ioana Marinescu",
      role: "ROLE_OWNER",
      client_ids: [],
      active: true,
    },
  };
}

/** The lines of a drawn receipt: base line and position in pixels, text, and how it is aligned. */
export function receiptRows({ extraction }) {
  const {
    supplier = {},
    total = "",
    vat = [],
    payments = [],
    number = "",
    issue_date = "",
  } = extraction ?? {};
  return [
    [64, 300, supplier.name ?? "", "middle"],
    [98, 300, supplier.address ?? "", "middle"],
    [132, 300, `CIF RO${supplier.cui ?? ""}`, "middle"],
    [220, 50, "MOTORINĂ STANDARD", "start"],
    [256, 50, "28.11 L x 7.87", "start"],
    [256, 550, total, "end"],
    [452, 50, "TOTAL LEI", "start"],
    [452, 550, total, "end"],
    [548, 50, `TVA A ${vat[0]?.rate ?? ""}%`, "start"],
    [548, 550, vat[0]?.amount ?? "", "end"],
    [596, 50, payments[0]?.method === "CASH" ? "NUMERAR" : "CARD", "start"],
    [596, 550, payments[0]?.amount ?? "", "end"],
    [642, 50, `BON FISCAL NR ${number}`, "start"],
    [690, 50, issue_date.split("-").reverse().join("-"), "start"],
    [690, 550, "14:05", "end"],
    [738, 50, "DB4000012345", "start"],
  ];
}

/** A receipt as SVG, with its words where the boxes are. */
export function receiptPicture(document, page) {
  const rows = receiptRows(document);
  if (page) rows.push([1350, 300, `PAGINA ${page}`, "middle"]);
  const words = rows
    .map(
      ([y, x, text, anchor]) =>
        `<text x="${x}" y="${y}" text-anchor="${anchor}">${text.replace(/&/g, "&amp;")}</text>`,
    )
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="1400" viewBox="0 0 600 1400"><rect width="600" height="1400" fill="#f7f4ec"/><g font-family="monospace" font-size="26" fill="#26231d">${words}</g><path d="M40 400H560M40 500H560M40 770H560" stroke="#555" stroke-dasharray="6 6"/></svg>`;
}
