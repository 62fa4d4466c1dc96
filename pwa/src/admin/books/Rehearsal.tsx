/** The exact files or rows that the chosen books would get for a note; nothing is written. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { Client, Doc, Note, Rehearsal as Written } from "../../shared/api/types";
import { showDate } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { showAmount, sum } from "../../shared/money";
import { Failure, Loading } from "../../shared/ui/feedback";
import { DownloadIcon } from "../../shared/ui/icons";
import { SelectField } from "../../shared/ui/SelectField";
import { CompanyField } from "../pickers/CompanyField";

const MOST = 20;

/** The latest notes of a company, and documents that wait for review. */
function useCandidates(client: string) {
  return useQuery({
    queryKey: ["documents", "candidates", client],
    enabled: client !== "",
    queryFn: async ({ signal }) => {
      const [{ notes }, { documents }] = await Promise.all([
        api<{ notes: Note[] }>("/notes", { signal, query: { client_id: client, page_size: MOST } }),
        api<{ documents: Doc[] }>("/documents", {
          signal,
          query: { client_id: client, state: "REVIEW", page_size: MOST },
        }),
      ]);
      return { notes, documents: documents.filter(({ extraction }) => extraction !== undefined) };
    },
  });
}

export function Rehearsal({ client, clients }: { client: string; clients: readonly Client[] }): ReactNode {
  const { t, language } = useWords();
  const [company, setCompany] = useState(client || (clients[0]?.id ?? ""));
  const { data, error, isPending } = useCandidates(company);
  const [chosen, setChosen] = useState("");
  if (error) return <Failure error={error} />;
  const options = [
    ...(data?.notes ?? []).map((note) => ({
      value: note.id,
      label: t("sinks.rehearse.note", {
        date: showDate(note.date, language),
        amount: showAmount(sum(note.lines.map(({ amount }) => amount)), language),
        partner: note.lines[0]?.partner_cui ?? "",
      }),
    })),
    ...(data?.documents ?? []).map(({ id, extraction, filename }) => ({
      value: id,
      label: t("sinks.rehearse.document", {
        name: extraction?.supplier?.name ?? filename,
        amount: showAmount(extraction?.total, language),
      }),
    })),
  ];
  const value = options.some((option) => option.value === chosen) ? chosen : (options[0]?.value ?? "");
  return (
    <>
      <p className="soft">{t("sinks.rehearse.lead")}</p>
      {!client && <CompanyField clients={clients} value={company} change={setCompany} />}
      {isPending ? (
        <Loading />
      ) : options.length === 0 ? (
        <p>{t("sinks.rehearse.nothing")}</p>
      ) : (
        <>
          <SelectField label={t("sinks.rehearse.what")} value={value} change={setChosen} options={options} />
          <Rehearsed
            note={data.notes.some(({ id }) => id === value) ? value : ""}
            document={data.documents.find(({ id }) => id === value)}
          />
        </>
      )}
    </>
  );
}

function Rehearsed({ note, document }: { note: string; document: Doc | undefined }): ReactNode {
  const { t } = useWords();
  const { data, error, isPending } = useQuery({
    queryKey: ["sinks", "rehearsal", note, document?.id, document?.revision],
    queryFn: ({ signal }) =>
      api<Written>("/sinks:rehearse", {
        method: "POST",
        signal,
        json: note ? { note_id: note } : { client_id: document?.client_id, extraction: document?.extraction },
      }),
    retry: false,
  });
  if (error) return <Failure error={error} />;
  if (isPending) return <Loading />;
  if (data.files.length === 0 && data.rows.length === 0) return <p>{t("sinks.rehearse.empty")}</p>;
  return (
    <div className="rehearsed" data-testid="rehearsal">
      {data.files.map((file) => (
        <File key={file.path} path={file.path} content={file.content} />
      ))}
      {data.rows.length > 0 && <Rows rows={data.rows.map(({ values }) => values)} />}
    </div>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function File({ path, content }: { path: string; content: string }): ReactNode {
  const { t } = useWords();
  const bytes = bytesOf(content);
  // Spreadsheets and archives begin with PK: nobody reads them as text.
  const isText = !(bytes[0] === 0x50 && bytes[1] === 0x4b);
  return (
    <section aria-label={path}>
      <p className="rehearsed-path">{path}</p>
      {isText && (
        <pre className="rehearsed-text" tabIndex={0}>
          {new TextDecoder().decode(bytes)}
        </pre>
      )}
      <button type="button" className="button button-small" onClick={() => download(path, bytes)}>
        <DownloadIcon /> {t("sinks.rehearse.download", { name: path.split("/").at(-1) ?? path })}
      </button>
    </section>
  );
}

function download(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = window.document.createElement("a");
  link.href = address;
  link.download = path.split("/").at(-1) ?? path;
  link.click();
  URL.revokeObjectURL(address);
}

/** Rows of a database: one line a row, one column for each that any row has. */
function Rows({ rows }: { rows: readonly Record<string, string>[] }): ReactNode {
  const { t } = useWords();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const count = t("sinks.rehearse.rows", { count: rows.length });
  return (
    <section aria-label={count}>
      <p className="rehearsed-path">{count}</p>
      <div className="scroll-x table-card" tabIndex={0} role="region" aria-label={count}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} data-testid="rehearsed-row">
                {columns.map((column) => (
                  <td key={column} className="nowrap">
                    {row[column] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
