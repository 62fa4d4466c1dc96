// Payments of purchases whose VAT waits for them, in the stand-in: each releases its share by a note of its own.

/** The made-up supplier that accounts for its VAT once it is paid. */
const COLLECTS = "2816464";
const BOOKING_MS = 500;

const bani = (text) => Math.round(Number(text) * 100);
const text = (amount) => (amount / 100).toFixed(2);
const sum = (amounts) => amounts.reduce((all, one) => all + one, 0);

/** The note as it is booked: with its VAT in 4428 where the supplier is one who collects it first. */
export function deferred(note) {
  const isWaiting = ({ debit, partner_cui }) =>
    debit === "4426" && partner_cui === COLLECTS;
  const waiting = note.lines.filter(isWaiting);
  return {
    ...note,
    deferred_vat: text(sum(waiting.map(({ amount }) => bani(amount)))),
    lines: note.lines.map((line) =>
      isWaiting(line) ? { ...line, debit: "4428" } : line,
    ),
  };
}

export function paymentRoutes(state, refuse) {
  const payments = [];

  function standing(id) {
    const note = state.notes.find((one) => one.id === id);
    const own = payments.filter((one) => one.note_id === id);
    const counted = own.filter((one) => one.state !== "CANCELLED");
    const total = sum(
      note.lines
        .filter((line) => line.credit === "401")
        .map(({ amount }) => bani(amount)),
    );
    const paid = sum(counted.map(({ amount }) => bani(amount)));
    const released = sum(counted.map((one) => bani(one.released)));
    return { note, own, total, open: total - paid, released };
  }

  function release(note, payment) {
    return {
      ...note,
      id: payment.release_id,
      date: payment.date,
      rule: "release_deferred_vat",
      state: "PENDING",
      release_of: note.id,
      deferred_vat: "0.00",
      lines: [
        {
          ...note.lines[0],
          debit: "4426",
          credit: "4428",
          amount: payment.released,
          explanation: "TVA devenită exigibilă",
        },
      ],
    };
  }

  return [
    [
      "GET",
      /^\/notes\/([^/:]+)\/payments$/,
      ({ match }) => {
        const { note, own, open, released } = standing(match[1]);
        return {
          payments: own,
          open: text(open),
          deferred: note.deferred_vat,
          released: text(released),
          waiting: text(bani(note.deferred_vat) - released),
        };
      },
    ],
    [
      "POST",
      /^\/notes\/([^/:]+):pay$/,
      ({ match, body }) => {
        const known = payments.find((one) => one.id === body.id);
        if (known) return known;
        const { note, total, open, released } = standing(match[1]);
        const amount = bani(body.amount);
        if (amount <= 0 || amount > open) {
          const message = `Plata de ${body.amount} nu se potrivește: rămân de plată ${text(open)}.`;
          throw refuse(400, "payment_exceeds_open", message, [
            { field: "amount", message },
          ]);
        }
        const vat = bani(note.deferred_vat);
        const share = Math.round((vat * (total - open + amount)) / total);
        const payment = {
          id: body.id,
          note_id: note.id,
          date: body.date,
          amount: body.amount,
          state: "PENDING",
          release_id: `release-${body.id}`,
          released: text(amount === open ? vat - released : share - released),
        };
        payments.push(payment);
        const made = release(note, payment);
        state.notes.unshift(made);
        setTimeout(() => {
          payment.state = made.state = "POSTED";
        }, BOOKING_MS);
        return payment;
      },
    ],
    [
      "POST",
      /^\/payments\/([^/:]+):cancel$/,
      ({ match }) => {
        const payment = payments.find((one) => one.id === match[1]);
        return Object.assign(payment, { state: "CANCELLED" });
      },
    ],
  ];
}
