/** One note as an auditor reads it: where it stands, its lines, and by which rule it was built. */
import type { ReactNode } from "react";
import { ruleWords } from "../../review/explanations";
import type { Note } from "../../shared/api/types";
import { showDate } from "../../shared/dates";
import { useWords, wordsFor } from "../../shared/i18n";
import { showAmount, sum } from "../../shared/money";
import { Banner } from "../../shared/ui/feedback";
import { AlertIcon } from "../../shared/ui/icons";
import { useAccountName } from "../pickers/accounts";

const CHIPS: Record<string, string> = {
  POSTED: "chip-posted",
  PENDING: "chip-sending",
  REFUSED: "chip-refused",
};

export function NoteCard({ note, children }: { note: Note; children: ReactNode }): ReactNode {
  const { t, language } = useWords();
  const date = showDate(note.date, language);
  return (
    <article className="note-card" data-testid="note" data-state={note.state} data-note-id={note.id}>
      <div className="note-head">
        <h2>{t(headOf(note), { date })}</h2>
        <span className={`chip ${CHIPS[note.state] ?? ""}`}>
          <span className="chip-dot" aria-hidden="true" />
          {wordsFor("notes.state", note.state) ?? note.state}
        </span>
        {note.storno_by && <span className="chip chip-plain chip-review">{t("notes.stornoed")}</span>}
        {note.sink && (
          <span className="soft small">
            {t("notes.sink", { sink: wordsFor("sinks.kind", note.sink) ?? note.sink })}
          </span>
        )}
      </div>
      {note.refusal_message && (
        <Banner tone="bad" icon={<AlertIcon />}>
          <p>{note.refusal_message}</p>
        </Banner>
      )}
      <Lines note={note} />
      <p className="soft small">
        {t("notes.rule")}: {ruleWords(note.rule, t)}
        {note.source && ` · ${note.source}`}
        {note.exchange_rate &&
          ` · ${t("notes.rate", {
            rate: note.exchange_rate.rate,
            date: showDate(note.exchange_rate.date, language),
          })}`}
      </p>
      {children}
    </article>
  );
}

function headOf({ storno_of, release_of }: Note) {
  if (storno_of) return "notes.storno.of";
  return release_of ? "notes.release.of" : "notes.of";
}

function Lines({ note }: { note: Note }): ReactNode {
  const { t, language } = useWords();
  const nameOf = useAccountName();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("notes.title")}>
      <table className="table note-lines">
        <thead>
          <tr>
            <th scope="col">{t("notes.debit")}</th>
            <th scope="col">{t("notes.credit")}</th>
            <th scope="col">{t("notes.explanation")}</th>
            <th scope="col" className="number">
              {t("notes.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {note.lines.map((line, index) => (
            <tr key={index} data-testid="booked-line">
              <td title={nameOf(line.debit)}>{line.debit}</td>
              <td title={nameOf(line.credit)}>{line.credit}</td>
              <td className="note-explanation">{line.explanation}</td>
              <td className="number">{showAmount(line.amount, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("notes.total")}
            </th>
            <td className="number" data-testid="note-total">
              {showAmount(sum(note.lines.map((line) => line.amount)), language)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
