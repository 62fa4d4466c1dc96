/** What else there is to see of a document: items, the text as read, and who corrected what. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Doc } from "../shared/api/types";
import { showInstant } from "../shared/dates";
import { useWords, wordsFor } from "../shared/i18n";
import { correctionsQuery } from "./queries";

export function Details({ document, withHistory }: { document: Doc; withHistory: boolean }): ReactNode {
  const { t, language } = useWords();
  const { extraction } = document;
  return (
    <section className="panel details">
      {extraction?.text && (
        <details>
          <summary>{t("review.text")}</summary>
          <pre className="as-read" tabIndex={0} aria-label={t("review.text")}>
            {extraction.text}
          </pre>
        </details>
      )}
      {withHistory && <History document={document} />}
      <p className="soft small">
        {t("review.uploaded", {
          who: document.created_by,
          when: showInstant(document.create_time, language),
        })}
        {document.approved_by && <> · {t("review.approved_by", { who: document.approved_by })}</>}
      </p>
    </section>
  );
}

function History({ document }: { document: Doc }): ReactNode {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...correctionsQuery(document.id, document.revision), enabled: open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("review.history")}</summary>
      {data?.length === 0 && <p className="soft">{t("review.history.empty")}</p>}
      <ol className="history">
        {data?.map((correction) => (
          <li key={correction.id}>
            <strong>{wordsFor("field", correction.field) ?? correction.field}</strong>{" "}
            <del>{plain(correction.old_value) || t("review.history.none")}</del> →{" "}
            <ins>{plain(correction.new_value) || t("review.history.none")}</ins>
            <span className="soft small">
              {t("review.history.entry", {
                who: correction.corrected_by,
                when: showInstant(correction.create_time, language),
              })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The JSON of a value as a person reads it. */
function plain(json: string): string {
  if (json === "") return "";
  const value: unknown = JSON.parse(json);
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.map((row) => Object.values(row as object).join(" · ")).join("; ");
}
