// The office's own resources in the stand-in: settings, months, programs, facts, users.
import { randomUUID } from "node:crypto";
import { bookRoutes } from "./standin_books.mjs";

const OWNER = "contabil@demo.ro";
const SETTINGS = [
  ["supplier", "account", ["401"], "OMFP 1802/2014, planul de conturi general"],
  ["default_expense", "account", ["6028"], "OMFP 1802/2014"],
  ["card", "account_or_none", [], "OMFP 1802/2014, funcțiunea contului 5125"],
  ["cash_paid_from", "choice", ["cash"], "OMFP 1802/2014", ["cash", "advance"]],
  [
    "vat_rates",
    "rates",
    ["21", "11"],
    "Cod fiscal art. 291; OUG 58/2010; Legea 141/2025 (9 % pentru unele locuințe până la 31.07.2026)",
  ],
  ["simplified_invoice", "bani", ["500.00"], "Cod fiscal art. 319 (12)"],
  ["cash_to_one_supplier", "bani", ["5000.00"], "Legea 70/2015, art. 3 (1)"],
  ["cash_and_carry_suppliers", "cuis", [], "lista cabinetului"],
  [
    "unknown_vehicle_deductible",
    "share",
    ["100"],
    "Cod fiscal art. 297 și 298; decide cabinetul",
  ],
  ["fuel_accounts", "accounts", ["6022"], "fără vehicul cunoscut"],
  [
    "exchange_rate_day",
    "choice",
    ["day_before"],
    "Cod fiscal art. 290 (2)",
    ["day_before", "document_day"],
  ],
];
const ACCOUNTS = [
  ["401", "Furnizori"],
  ["404", "Furnizori de imobilizări"],
  ["4426", "TVA deductibilă"],
  ["5311", "Casa în lei"],
  ["6022", "Cheltuieli privind combustibilii"],
  ["6028", "Cheltuieli privind alte materiale consumabile"],
  ["623", "Cheltuieli de protocol, reclamă și publicitate"],
  // As many as a list of them has to scroll for.
  ...Array.from({ length: 24 }, (_, at) => [`65${at + 10}`, `Cont ${at + 1}`]),
].map(([code, name]) => ({ code, name }));

/** Routes as in standin.mjs: method, path, handler. */
export function officeRoutes(state, refuse, publish) {
  const now = () => new Date().toISOString();
  const today = () => now().slice(0, 10);
  Object.assign(state, {
    changes: [],
    periods: [],
    sinks: [],
    vehicles: [],
    rules: [{ supplier_cui: "11201891", account: "6022" }],
    rates: new Map(),
    users: [
      {
        id: state.user.id ?? randomUUID(),
        email: OWNER,
        name: "Ana Contabil",
        role: "ROLE_OWNER",
        client_ids: [],
        active: true,
        create_time: now(),
      },
    ],
  });

  function held(key, client, day) {
    const said = (place) =>
      state.changes
        .filter((one) => one.key === key && one.client_id === place)
        .filter((one) => one.valid_from <= day)
        .at(-1);
    const own = client ? said(client) : undefined;
    if (own?.value) return [own, "company"];
    const office = said("");
    return office?.value ? [office, "office"] : [undefined, "default"];
  }

  const settings = [
    [
      "GET",
      /^\/settings$/,
      ({ query }) => ({
        settings: SETTINGS.map(([key, kind, items, source, choices = []]) => {
          const day = query.get("on") ?? today();
          const [chosen, origin] = held(key, query.get("client_id"), day);
          return {
            key,
            kind,
            choices,
            source,
            origin,
            value: chosen?.value ?? { items },
            valid_from: chosen?.valid_from ?? "",
            set_by: chosen?.set_by ?? "",
            set_time: chosen?.set_time,
          };
        }),
      }),
    ],
    [
      "GET",
      /^\/settings:history$/,
      ({ query }) => ({
        changes: state.changes
          .filter((one) => !query.get("key") || one.key === query.get("key"))
          .toReversed(),
        next_page_token: "",
      }),
    ],
    [
      "PUT",
      /^\/settings\/([^/]+)$/,
      ({ match, body }) => {
        if (body.value?.items.includes("9999"))
          throw refuse(400, "account_unknown", "Contul 9999 nu este în plan.", [
            { field: "value", message: "Contul 9999 nu este în plan." },
          ]);
        const client_id = body.client_id ?? "";
        const [before] = held(match[1], client_id, body.valid_from);
        const change = {
          id: randomUUID(),
          key: match[1],
          client_id,
          valid_from: body.valid_from,
          value: body.value,
          old_value: before?.value,
          set_by: OWNER,
          set_time: now(),
        };
        state.changes.push(change);
        return { change, remarks: [] };
      },
    ],
  ];

  function period(client_id, month) {
    const found = state.periods.find(
      (one) => one.client_id === client_id && one.month === month,
    );
    const notes = state.documents.filter(
      (one) =>
        one.client_id === client_id &&
        one.state === "POSTED" &&
        one.extraction.issue_date.startsWith(month),
    ).length;
    if (found) return Object.assign(found, { notes });
    const made = {
      client_id,
      month,
      closed: false,
      changed_by: "",
      reason: "",
    };
    state.periods.push(made);
    return Object.assign(made, { notes });
  }

  function turn(body, closed) {
    const one = period(body.client_id, body.month);
    if (one.closed === closed)
      throw refuse(409, "period_open", "Luna nu este închisă.");
    return Object.assign(one, {
      closed,
      reason: body.reason ?? "",
      changed_by: OWNER,
      change_time: now(),
    });
  }

  const periods = [
    [
      "GET",
      /^\/periods$/,
      ({ query }) => {
        const client_id = query.get("client_id");
        const months = new Set(
          state.documents
            .filter((one) => one.client_id === client_id)
            .filter((one) => one.state === "POSTED")
            .map((one) => one.extraction.issue_date.slice(0, 7)),
        );
        for (const one of state.periods)
          if (one.client_id === client_id) months.add(one.month);
        return { periods: [...months].map((one) => period(client_id, one)) };
      },
    ],
    ["POST", /^\/periods:close$/, ({ body }) => turn(body, true)],
    ["POST", /^\/periods:reopen$/, ({ body }) => turn(body, false)],
  ];

  function checkedSink({ kind, configuration = {}, secrets = {} }) {
    const needed =
      kind === "roa"
        ? ["dsn", "user", "user_id"]
        : configuration.destination === "s3"
          ? ["region", "bucket"]
          : [];
    const errors = needed
      .filter((name) => !configuration[name])
      .map((field) => ({ field, message: "Lipsește." }));
    if (
      kind === "roa" &&
      !secrets.password &&
      !state.sinks.some((one) => one.kind === "roa")
    )
      errors.push({ field: "password", message: "Lipsește." });
    if (errors.length > 0)
      throw refuse(
        400,
        "sink_settings_invalid",
        "Setările programului nu sunt bune.",
        errors,
      );
  }

  const sinks = [
    [
      "GET",
      /^\/sinks$/,
      () => ({
        sinks: state.sinks.toSorted((a, b) =>
          b.client_id.localeCompare(a.client_id),
        ),
        kinds: ["csv", "roa", "saga", "winmentor", "xlsx"],
      }),
    ],
    [
      "PUT",
      /^\/sinks$/,
      ({ body }) => {
        checkedSink(body);
        const client_id = body.client_id ?? "";
        state.sinks = state.sinks.filter((one) => one.client_id !== client_id);
        const sink = {
          id: randomUUID(),
          client_id,
          kind: body.kind,
          configuration: body.configuration ?? {},
          secrets: Object.keys(body.secrets ?? {}),
          set_by: OWNER,
          set_time: now(),
        };
        state.sinks.push(sink);
        return sink;
      },
    ],
    [
      "POST",
      /^\/sinks:reset$/,
      ({ body }) => {
        state.sinks = state.sinks.filter(
          (one) => one.client_id !== (body.client_id ?? ""),
        );
        return {};
      },
    ],
    [
      "POST",
      /^\/sinks:test$/,
      ({ body }) => {
        checkedSink(body);
        const ok = body.configuration?.destination !== "s3";
        return {
          ok,
          findings: [
            ok
              ? {
                  ok,
                  reason: "sink_writes",
                  message: "Un fișier de probă a fost scris și șters.",
                }
              : {
                  ok,
                  reason: "sink_bucket_missing",
                  message: "Bucketul nu există.",
                },
          ],
        };
      },
    ],
    [
      "POST",
      /^\/sinks:rehearse$/,
      () => ({
        sink: state.sinks.at(-1)?.kind ?? "csv",
        files:
          state.sinks.at(-1)?.kind === "roa"
            ? []
            : [
                {
                  path: "18547290/2026-11/nota.csv",
                  content: Buffer.from(
                    "data;debit;credit;suma\n2026-11-04;6022;401;221.24\n",
                  ).toString("base64"),
                },
              ],
        rows:
          state.sinks.at(-1)?.kind === "roa"
            ? [{ values: { SCD: "6022", SCC: "401", SUMA: "221.24" } }]
            : [],
      }),
    ],
  ];

  const facts = [
    [
      "GET",
      /^\/vehicles$/,
      ({ query }) => ({
        vehicles: state.vehicles.filter(
          (one) => one.client_id === query.get("client_id"),
        ),
      }),
    ],
    [
      "POST",
      /^\/vehicles$/,
      ({ body }) => {
        const vehicle = {
          ...body,
          card_suffix: body.card_suffix ?? "",
          plate: body.plate.toUpperCase().replace(/[\s-]/g, ""),
          id: randomUUID(),
          set_by: OWNER,
          set_time: now(),
        };
        if (state.vehicles.some((one) => one.plate === vehicle.plate))
          throw refuse(409, "vehicle_exists", "Mașina este deja pe listă.", [
            { field: "vehicle.plate", message: "Mașina este deja pe listă." },
          ]);
        state.vehicles.push(vehicle);
        return vehicle;
      },
    ],
    [
      "PUT",
      /^\/vehicles\/([^/]+)$/,
      ({ match, body }) =>
        Object.assign(
          state.vehicles.find((one) => one.id === match[1]),
          body,
        ),
    ],
    [
      "DELETE",
      /^\/vehicles\/([^/]+)$/,
      ({ match }) => {
        state.vehicles = state.vehicles.filter((one) => one.id !== match[1]);
        return {};
      },
    ],
    [
      "GET",
      /^\/suppliers\/([^/]+)$/,
      ({ match }) =>
        match[1] === "11201891"
          ? {
              cui: match[1],
              status: "FOUND",
              name: "OMV PETROM MARKETING SRL",
              vat_payer: true,
              vat_on_collection: false,
              inactive: false,
              asked_on: today(),
              source: "anaf",
              fetch_time: now(),
            }
          : {
              cui: match[1],
              status: "NOT_ASKED",
              name: "",
              asked_on: "",
              source: "",
            },
    ],
    ["GET", /^\/accounts$/, () => ({ accounts: ACCOUNTS })],
    [
      "GET",
      /^\/account-rules$/,
      () => ({
        rules: state.rules,
        learned: [
          { supplier_cui: "11201891", account: "6022", approvals: 12 },
          { supplier_cui: "15991149", account: "6028", approvals: 3 },
        ],
      }),
    ],
    [
      "PUT",
      /^\/account-rules\/([^/]+)$/,
      ({ match, body }) => {
        const rule = { supplier_cui: match[1], account: body.account };
        state.rules = [
          ...state.rules.filter((one) => one.supplier_cui !== match[1]),
          rule,
        ];
        return rule;
      },
    ],
    [
      "GET",
      /^\/exchange-rates\/([A-Z]{3})\/([\d-]+)$/,
      ({ match }) => ({
        bnr: {
          currency: match[1],
          date: match[2],
          rate: "4.9765",
          units: 1,
          source: "bnr",
        },
        own: state.rates.get(`${match[1]} ${match[2]}`),
      }),
    ],
    [
      "PUT",
      /^\/exchange-rates\/([A-Z]{3})\/([\d-]+)$/,
      ({ match, body }) => {
        if (!/^\d+\.\d{1,4}$/.test(body.rate))
          throw refuse(400, "rate_wrong", "Cursul nu este bun.", [
            { field: "rate", message: "Cursul nu este bun." },
          ]);
        const rate = {
          currency: match[1],
          date: match[2],
          rate: body.rate,
          units: body.units || 1,
          source: OWNER,
        };
        state.rates.set(`${match[1]} ${match[2]}`, rate);
        return rate;
      },
    ],
  ];

  const users = [
    ["GET", /^\/users$/, () => ({ users: state.users, next_page_token: "" })],
    [
      "POST",
      /^\/users$/,
      ({ body }) => {
        if (state.users.some((one) => one.email === body.user.email))
          throw refuse(
            409,
            "email_taken",
            "Adresa de e-mail este folosită deja.",
            [
              {
                field: "user.email",
                message: "Adresa de e-mail este folosită deja.",
              },
            ],
          );
        const user = {
          client_ids: [],
          ...body.user,
          id: randomUUID(),
          active: true,
          create_time: now(),
        };
        state.users.push(user);
        return user;
      },
    ],
    [
      "PATCH",
      /^\/users\/([^/]+)$/,
      ({ match, body }) => {
        const user = state.users.find((one) => one.id === match[1]);
        if (user.email === OWNER && (body.active === false || body.role))
          throw refuse(
            409,
            "last_owner",
            "Cabinetul are nevoie de un administrator activ.",
          );
        return Object.assign(user, body);
      },
    ],
    [
      "POST",
      /^\/users\/([^/:]+):resetPassword$/,
      ({ match }) =>
        Object.assign(
          state.users.find((one) => one.id === match[1]),
          { password_reset_time: now(), password_reset_by: OWNER },
        ),
    ],
  ];

  return [
    ...settings,
    ...periods,
    ...sinks,
    ...facts,
    ...users,
    ...bookRoutes(state, refuse, publish),
  ];
}
