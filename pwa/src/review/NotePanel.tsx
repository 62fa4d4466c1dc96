/** The note of a document: as it would be booked, or as it was. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Doc, Note } from "../shared/api/types";
import { useWords, wordsFor } from "../shared/i18n";
import { showAmount, sum } from "../shared/money";
import { sentence } from "../shared/problems";
import { AlertIcon, CheckIcon } from "../shared/ui/icons";
import { Banner } from "../shared/ui/feedback";
import { AccountChoice } from "./Account";
import { basisWords, ruleWords } from "./explanations";
import { bookedQuery, previewQuery } from "./queries";
import type { BookingChoice } from "./useBooking";

interface NoteProps {
  document: Doc;
  /** What the accountant may say about the note; absent for who only looks. */
  choice?: BookingChoice;
}

export function NotePanel({ document, choice }: NoteProps): ReactNode {
  const { t } = useWords();
  const isBooked = document.state === "APPROVED" || document.state === "POSTED";
  if (!document.extraction) return null;
  return (
    <section className="panel note" aria-labelledby="note-title">
      <h2 id="note-title">{t("note.title")}</h2>
      {isBooked ? <Booked document={document} /> : <Preview document={document} choice={choice} />}
    </section>
  );
}

function Preview({ document, choice }: NoteProps): ReactNode {
  const { t } = useWords();
  const { data, error, isPlaceholderData } = useQuery({
    // The panel asks for an extraction before it shows this.
    ...previewQuery(document, document.extraction ?? ({} as never), choice?.booking),
    enabled: document.extraction !== undefined,
  });
  if (error) {
    return (
      <Banner tone="warn" icon={<AlertIcon />} title={t("note.unbuildable")}>
        <p>{sentence(error, t)}</p>
        {choice?.booking?.account && (
          <button type="button" className="button" onClick={() => choice.chooseAccount(undefined)}>
            {t("account.undo")}
          </button>
        )}
      </Banner>
    );
  }
  return (
    <>
      <p className="panel-lead">{t("note.preview")}</p>
      {data && <NoteLines note={data} stale={isPlaceholderData} choice={choice} />}
    </>
  );
}

function Booked({ document }: { document: Doc }): ReactNode {
  const { t } = useWords();
  const { data, error } = useQuery({
    ...bookedQuery(document.id),
    // The ledger tells nobody when it stored the note; the document's own event follows it.
    refetchInterval: (query) => (query.state.data?.some((note) => note.state === "POSTED") ? false : 2_000),
  });
  if (error) return <p className="hint hint-bad">{sentence(error, t)}</p>;
  if (!data || data.length === 0) return <p className="panel-lead">{t("note.none")}</p>;
  return data.map((note) => (
    <div key={note.id}>
      <p className="panel-lead">
        <span
          className={`chip ${note.state === "POSTED" ? "chip-posted" : "chip-approved"}`}
          data-testid="note-state"
        >
          <span className="chip-dot" aria-hidden="true" />
          {t(`note.state.${note.state}`)}
        </span>
      </p>
      <NoteLines note={note} />
    </div>
  ));
}

function NoteLines(props: { note: Note; stale?: boolean; choice?: BookingChoice }): ReactNode {
  const { note, stale, choice } = props;
  const { t, language } = useWords();
  return (
    <>
      <div className={`scroll-x${stale ? " stale" : ""}`}>
        <table className="note-table">
          <thead>
            <tr>
              <th scope="col">{t("note.debit")}</th>
              <th scope="col">{t("note.credit")}</th>
              <th scope="col">{t("note.explanation")}</th>
              <th scope="col" className="number">
                {t("note.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {note.lines.map((line, index) => (
              <tr key={index} data-testid="note-line">
                <td className="account-code">{line.debit}</td>
                <td className="account-code">{line.credit}</td>
                <td className="note-words">{line.explanation}</td>
                <td className="number">{showAmount(line.amount, language)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={3}>
                {t("note.total")}{" "}
                <span className="balanced" data-testid="note-balanced">
                  <CheckIcon /> {t("note.balanced")}
                </span>
              </td>
              <td className="number">
                {showAmount(sum(note.lines.map((line) => line.amount)), language)} {note.currency}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {choice && <AccountChoice note={note} choice={choice} />}
      {note.warnings.length > 0 && (
        <Banner tone="warn" icon={<AlertIcon />}>
          <ul>
            {note.warnings.map((code) => (
              <li key={code}>{wordsFor("caution", code) ?? code}</li>
            ))}
          </ul>
        </Banner>
      )}
      <dl className="note-why">
        <dt>{t("note.rule")}</dt>
        <dd>
          <span title={note.rule} data-testid="note-rule">
            {ruleWords(note.rule, t)}
          </span>
          {note.source && <span className="soft"> · {note.source}</span>}
        </dd>
        {note.account_reason && !choice && (
          <>
            <dt>{t("note.account", { account: note.account_reason.account })}</dt>
            <dd>{basisWords(note.account_reason, t, language)}</dd>
          </>
        )}
      </dl>
    </>
  );
}
