// A small server in memory that answers as the gateway does: for developing the PWA and for its tests where no
// installation is at hand. `node tests/pwa/standin.mjs [port]` serves pwa/dist; nothing of it is shipped.
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { receiptPicture, seed } from "./standin_data.mjs";
import { tus } from "./standin_tus.mjs";
import { pagePicture, reviewRoutes, verified } from "./standin_review.mjs";
import { officeRoutes } from "./standin_office.mjs";
import { deferred } from "./standin_payments.mjs";

const DIST = new URL("../../pwa/dist/", import.meta.url);
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
const POLICY =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; connect-src 'self'";
const READING_MS = 600;
const BOOKING_MS = 500;

class Refusal extends Error {
  constructor(status, reason, message, errors = []) {
    super(message);
    Object.assign(this, { status, reason, errors });
  }
}

/**
 * @param asRead what is read of a document that is sent, from what would be
 * @returns {{ server: import("node:http").Server, email: string, password: string }}
 */
export function standIn({
  password = "parola-demo-2026",
  documents = 60,
  asRead = (extraction) => extraction,
} = {}) {
  const email = "contabil@demo.ro";
  const state = {
    ...seed(documents),
    notes: [],
    corrections: new Map(),
    files: new Map(),
    sessions: new Set(),
    streams: new Set(),
  };

  function publish(document) {
    document.revision += 1;
    document.update_time = new Date().toISOString();
    const data = JSON.stringify({
      id: document.id,
      client_id: document.client_id,
      state: document.state,
      revision: document.revision,
    });
    for (const stream of state.streams)
      stream.write(`event: document\ndata: ${data}\n\n`);
  }

  function find(id) {
    const document = state.documents.find((one) => one.id === id);
    if (!document)
      throw new Refusal(404, "document_not_found", "Documentul nu există.");
    return document;
  }

  function read(document) {
    setTimeout(
      () => publish(Object.assign(document, { state: "READING" })),
      READING_MS,
    );
    setTimeout(() => {
      document.extraction = asRead(seed(1).documents[0].extraction);
      publish(Object.assign(document, { state: "REVIEW" }));
    }, READING_MS * 3);
  }

  function noteFor(document, extraction, extra, booking = {}) {
    const account = booking.account ?? "6022";
    if (!extraction.total)
      throw new Refusal(
        409,
        "total_missing",
        "Lipsește totalul: nota nu se poate face.",
      );
    const bani = (text) => Math.round(Number(text ?? 0) * 100);
    const vat = extraction.vat.reduce((sum, one) => sum + bani(one.amount), 0);
    const line = (debit, credit, amount, explanation, vat_rate) => ({
      debit,
      credit,
      amount: (amount / 100).toFixed(2),
      partner_cui: extraction.supplier?.cui ?? "",
      explanation,
      ...(vat_rate ? { vat_rate } : {}),
    });
    const cash = extraction.payments
      .filter((one) => one.method === "CASH")
      .reduce((sum, one) => sum + bani(one.amount), 0);
    return {
      id: "",
      document_id: document.id,
      client_id: document.client_id,
      rule: booking.paid_from_advance
        ? "purchase_receipt_advance"
        : "purchase_receipt_card",
      source: "OMFP 1802/2014",
      date: extraction.issue_date ?? "",
      state: "DRAFT",
      currency: extraction.currency ?? "RON",
      sink: "",
      deferred_vat: "0.00",
      warnings: extraction.buyer?.cui ? [] : ["buyer_cui_missing"],
      account_reason: booking.account
        ? { account, basis: "chosen", detail: "" }
        : { account, basis: "learned", detail: "12/12" },
      lines: [
        line(account, "401", bani(extraction.total) - vat, "Combustibil auto"),
        ...extraction.vat.map((one) =>
          line(
            "4426",
            "401",
            bani(one.amount),
            `TVA deductibilă ${one.rate} %`,
            one.rate,
          ),
        ),
        ...(cash > 0 ? [line("401", "5311", cash, "Plată în numerar")] : []),
      ],
      ...extra,
    };
  }

  for (const document of state.documents) {
    if (document.state !== "POSTED") continue;
    state.notes.push(
      deferred(
        noteFor(document, document.extraction, {
          id: randomUUID(),
          state: "POSTED",
          sink: "csv",
          create_time: document.update_time,
          post_time: document.update_time,
        }),
      ),
    );
  }

  function approve(document, booking) {
    const note = noteFor(
      document,
      document.extraction,
      {
        id: randomUUID(),
        state: "POSTED",
        sink: "csv",
        post_time: new Date().toISOString(),
      },
      booking,
    );
    document.approved_by = email;
    document.state = "APPROVED";
    publish(document);
    const isClosed = isClosedFor(document, note.date);
    setTimeout(() => {
      const problem = isClosed
        ? { reason: "period_closed", message: "Luna este închisă." }
        : undefined;
      if (!isClosed) state.notes.unshift(note);
      publish(
        Object.assign(document, {
          state: isClosed ? "REVIEW" : "POSTED",
          problem,
        }),
      );
    }, BOOKING_MS);
  }

  function isClosedFor(document, day) {
    return state.periods.some(
      (one) =>
        one.closed &&
        one.client_id === document.client_id &&
        day.startsWith(one.month),
    );
  }

  const routes = [
    [
      "GET",
      /^\/me$/,
      () => ({
        user: state.user,
        office: { id: "1", name: "Cabinet Demo Contabil" },
      }),
    ],
    [
      "POST",
      /^\/me:changePassword$/,
      ({ body }) => {
        if (body.current_password !== password)
          throw new Refusal(
            400,
            "password_wrong",
            "Parola de acum nu este cea scrisă.",
          );
        return {};
      },
    ],
    [
      "GET",
      /^\/clients$/,
      ({ query }) => {
        const words = (query.get("search") ?? "").toLowerCase();
        return {
          clients: state.clients.filter((one) =>
            `${one.name} ${one.cui}`.toLowerCase().includes(words),
          ),
          next_page_token: "",
        };
      },
    ],
    [
      "POST",
      /^\/clients$/,
      ({ body }) => {
        if (state.clients.some((one) => one.cui === body.cui)) {
          throw new Refusal(
            409,
            "client_exists",
            "O firmă cu acest CUI există deja.",
            [{ field: "cui", message: "O firmă cu acest CUI există deja." }],
          );
        }
        const client = { ...state.clients[0], ...body, id: randomUUID() };
        state.clients.push(client);
        return client;
      },
    ],
    [
      "PATCH",
      /^\/clients\/([^/]+)$/,
      ({ match, body }) =>
        Object.assign(
          state.clients.find((one) => one.id === match[1]),
          body,
        ),
    ],
    [
      "DELETE",
      /^\/clients\/([^/]+)$/,
      ({ match }) => {
        state.clients = state.clients.filter((one) => one.id !== match[1]);
        return {};
      },
    ],
    [
      "GET",
      /^\/documents:summary$/,
      ({ query }) => {
        const states = {
          RECEIVED: 0,
          READING: 0,
          REVIEW: 0,
          APPROVED: 0,
          POSTED: 0,
          REJECTED: 0,
          FAILED: 0,
        };
        const mine = state.documents.filter(
          (one) =>
            !query.get("client_id") || one.client_id === query.get("client_id"),
        );
        for (const one of mine) states[one.state] += 1;
        return { states, total: mine.length };
      },
    ],
    [
      "GET",
      /^\/documents$/,
      ({ query }) => {
        const states = query.getAll("state");
        const words = (query.get("search") ?? "").toLowerCase();
        const size = Number(query.get("page_size") ?? 50);
        const at = Number(query.get("page_token") || 0);
        const found = state.documents
          .filter((one) => states.length === 0 || states.includes(one.state))
          .filter(
            (one) =>
              !query.get("client_id") ||
              one.client_id === query.get("client_id"),
          )
          .filter(
            (one) =>
              !query.get("needs_review") ||
              String(one.extraction?.needs_review) ===
                query.get("needs_review"),
          )
          .filter((one) =>
            `${one.filename} ${one.extraction?.supplier?.name} ${one.extraction?.number}`
              .toLowerCase()
              .includes(words),
          )
          .sort((a, b) => b.create_time.localeCompare(a.create_time));
        return {
          documents: found.slice(at, at + size),
          next_page_token: at + size < found.length ? String(at + size) : "",
        };
      },
    ],
    ["GET", /^\/documents\/([^/:]+)$/, ({ match }) => find(match[1])],
    [
      "GET",
      /^\/documents\/([^/]+)\/corrections$/,
      ({ match }) => ({ corrections: state.corrections.get(match[1]) ?? [] }),
    ],
    [
      "PATCH",
      /^\/documents\/([^/]+)\/extraction$/,
      ({ match, body, query }) => {
        const document = find(match[1]);
        if (
          query.get("revision") &&
          Number(query.get("revision")) !== document.revision
        ) {
          throw new Refusal(
            409,
            "revision_conflict",
            "Documentul a fost schimbat între timp.",
          );
        }
        if (body.total === "0.00")
          throw new Refusal(400, "invalid", "Totalul nu poate fi zero.", [
            { field: "total", message: "Totalul nu poate fi zero." },
          ]);
        document.extraction = structuredClone(document.extraction);
        for (const [name, value] of Object.entries(body)) {
          const before = document.extraction[name];
          document.extraction[name] =
            value && typeof value === "object" && !Array.isArray(value)
              ? { ...before, ...value }
              : (value ?? undefined);
          state.corrections.set(document.id, [
            ...(state.corrections.get(document.id) ?? []),
            {
              id: randomUUID(),
              field: name,
              old_value: JSON.stringify(before ?? ""),
              new_value: JSON.stringify(value ?? ""),
              corrected_by: email,
              create_time: new Date().toISOString(),
            },
          ]);
        }
        for (const name of Object.keys(body))
          document.extraction.confidence = {
            ...document.extraction.confidence,
            [name]: 1,
          };
        document.extraction = verified(document.extraction);
        publish(document);
        return document;
      },
    ],
    [
      "POST",
      /^\/documents\/([^/:]+):(approve|reject|retry)$/,
      ({ match, body }) => {
        const document = find(match[1]);
        if (match[2] === "approve") {
          approve(document, body.booking);
          return document;
        } else if (match[2] === "reject")
          Object.assign(document, {
            state: "REJECTED",
            rejection_reason: body.reason,
          });
        else {
          Object.assign(document, {
            state: "RECEIVED",
            rejection_reason: "",
            problem: undefined,
          });
          read(document);
        }
        publish(document);
        return document;
      },
    ],
    [
      "GET",
      /^\/notes$/,
      ({ query }) => ({
        notes: state.notes.filter(
          (one) =>
            one.document_id === query.get("document_id") ||
            one.client_id === query.get("client_id"),
        ),
        next_page_token: "",
      }),
    ],
    [
      "POST",
      /^\/notes:preview$/,
      ({ body }) => {
        const document = find(body.document_id);
        const note = noteFor(document, body.extraction, {}, body.booking);
        if (isClosedFor(document, note.date))
          note.warnings.push("period_closed");
        return note;
      },
    ],
    ...reviewRoutes({ state, find, publish, approve, read }),
    ...officeRoutes(state, (...words) => new Refusal(...words), publish),
  ];

  function upload(id, query, bytes, digest) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const stated = Buffer.from(
      /sha-256=:(.*):/.exec(digest ?? "")?.[1] ?? "",
      "base64",
    ).toString("hex");
    if (digest && stated !== sha256)
      throw new Refusal(400, "digest_mismatch", "Fișierul a ajuns schimbat.");
    if (
      !bytes
        .subarray(0, 4)
        .toString("latin1")
        .match(/^(\x89PNG|\xff\xd8\xff|%PDF)/)
    ) {
      throw new Refusal(
        415,
        "unsupported_file",
        "Fișierul nu este o imagine sau un PDF.",
      );
    }
    const known = state.documents.find((one) => one.id === id);
    if (known) return known;
    const png = bytes[0] === 0x89;
    const document = {
      id,
      client_id: query.get("client_id"),
      state: "RECEIVED",
      filename: query.get("filename") ?? "",
      media_type: png
        ? "image/png"
        : bytes[0] === 0xff
          ? "image/jpeg"
          : "application/pdf",
      size: bytes.length,
      sha256,
      files: [{ sha256 }],
      possible_duplicates: [],
      duplicate_of: state.documents.find((one) => one.sha256 === sha256)?.id,
      rejection_reason: "",
      revision: 1,
      create_time: new Date().toISOString(),
      created_by: email,
      approved_by: "",
    };
    state.documents.push(document);
    state.files.set(id, bytes);
    read(document);
    return document;
  }

  const resumable = tus(upload, Refusal);

  async function answer(request, response) {
    const url = new URL(request.url, "http://x");
    if (!url.pathname.startsWith("/api/v1"))
      return await page(url.pathname, response);
    const path = url.pathname.slice("/api/v1".length);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);

    if (path.startsWith("/sessions"))
      return sessions(request, response, path, bytes);
    if (!state.sessions.has(cookie(request)))
      throw new Refusal(401, "unauthenticated", "Nu ești în cont.");
    if (path === "/events") {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
      });
      response.write("retry: 2000\n\n");
      state.streams.add(response);
      request.socket.on("close", () => state.streams.delete(response));
      return;
    }
    if (resumable(request, response, path, bytes)) return;
    const content = /^\/documents\/([^/]+)\/content$/.exec(path);
    if (content && request.method === "PUT")
      return json(
        response,
        202,
        upload(
          content[1],
          url.searchParams,
          bytes,
          request.headers["content-digest"],
        ),
      );
    if (content) {
      const document = find(content[1]);
      const file = state.files.get(document.id);
      response.writeHead(200, {
        "content-type": file ? document.media_type : "image/svg+xml",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      });
      return response.end(file ?? receiptPicture(document));
    }
    const drawn = /^\/documents\/([^/]+)\/pages\/(\d+)$/.exec(path);
    if (drawn) {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      return response.end(pagePicture(find(drawn[1]), Number(drawn[2])));
    }
    for (const [method, pattern, handle] of routes) {
      const match = pattern.exec(decodeURIComponent(path));
      if (!match || method !== request.method) continue;
      const body = bytes.length > 0 ? JSON.parse(bytes.toString()) : {};
      return json(
        response,
        200,
        handle({ match, body, query: url.searchParams }),
      );
    }
    throw new Refusal(404, "not_found", "Nu există.");
  }

  function sessions(request, response, path, bytes) {
    const clear = [
      "contapics_access=; Path=/; Max-Age=0",
      "contapics_session=; Path=/; Max-Age=0",
    ];
    if (request.method === "DELETE") {
      state.sessions.delete(cookie(request));
      response.writeHead(204, { "set-cookie": clear });
      return response.end();
    }
    if (path === "/sessions:refresh")
      throw new Refusal(401, "refresh_token_invalid", "Sesiunea a expirat.");
    const body = JSON.parse(bytes.toString());
    if (body.email !== email || body.password !== password)
      throw new Refusal(
        401,
        "credentials_wrong",
        "E-mailul sau parola nu se potrivesc.",
      );
    const token = randomUUID();
    state.sessions.add(token);
    response.setHeader("set-cookie", [
      `contapics_access=${token}; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict`,
      "contapics_session=1; Path=/; Max-Age=86400; SameSite=Strict",
    ]);
    json(response, 200, { access_token: token, expires_in: 900 });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!(error instanceof Refusal)) console.error(error);
      const { status = 500, reason = "internal", errors } = error;
      json(
        response,
        status,
        {
          type: "about:blank",
          title: reason,
          status,
          detail: error.message,
          reason,
          errors,
        },
        "application/problem+json",
      );
    });
  });
  return { server, email, password };
}

function cookie(request) {
  return /contapics_access=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
}

function json(response, status, body, type = "application/json") {
  // Small next to a list on its way to a phone, as at the gateway.
  response.writeHead(status, {
    "content-type": type,
    "content-encoding": "gzip",
  });
  response.end(gzipSync(JSON.stringify(body), { level: 4 }));
}

async function page(path, response) {
  const names = extname(path) ? [path] : [`${path}.html`, "/index.html"];
  for (const name of names) {
    try {
      const bytes = await readFile(new URL(`.${name}`, DIST));
      response.writeHead(200, {
        "content-type": TYPES[extname(name)] ?? "application/octet-stream",
        "content-security-policy": POLICY,
        "content-encoding": "gzip",
      });
      return response.end(gzipSync(bytes));
    } catch {
      // The next name may be there.
    }
  }
  response.writeHead(404).end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { server, email, password } = standIn();
  server.listen(Number(process.argv[2] ?? 8090), "127.0.0.1", () => {
    console.log(
      `http://127.0.0.1:${server.address().port} ${email} ${password}`,
    );
  });
}
