/** All notes of a document, from a report's row: as they are in the books, and the way to take one back. */
import { useQuery } from "@tanstack/react-query";
import { Link, useRouteContext } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Note } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { canReview } from "../../shared/identity";
import { Dialog } from "../../shared/ui/Dialog";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { BookIcon, FileIcon } from "../../shared/ui/icons";
import { NoteCard } from "./NoteCard";
import { Payments } from "./Payments";
import { notesQuery } from "./queries";
import { StornoForm } from "./StornoForm";

export function DocumentNotes(props: { document: string | undefined; close: () => void }): ReactNode {
  const { t } = useWords();
  const { document, close } = props;
  return (
    <Dialog wide title={t("notes.title")} open={document !== undefined} close={close}>
      {document !== undefined && <Notes document={document} />}
    </Dialog>
  );
}

/** Only what is in the books and was not taken back can be. */
function canStorno({ state, storno_of, storno_by }: Note): boolean {
  return state === "POSTED" && !storno_of && !storno_by;
}

/** A purchase whose VAT waits for its payment. */
function defersVat(note: Note): boolean {
  return canStorno(note) && !note.release_of && !["", "0.00"].includes(note.deferred_vat);
}

function Notes({ document }: { document: string }): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office" });
  const { data, error, isPending, refetch } = useQuery(notesQuery(document));
  const [doomed, setDoomed] = useState<string | null>(null);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <>
      <Link className="button button-small notes-document" to="/documente/$id" params={{ id: document }}>
        <FileIcon /> {t("notes.document")}
      </Link>
      {data.length === 0 && <Empty icon={<BookIcon />} title={t("notes.none")} />}
      {data.map((note) => (
        <NoteCard key={note.id} note={note}>
          {defersVat(note) && <Payments note={note.id} mayRecord={canReview(identity.role)} />}
          {doomed === note.id ? (
            <StornoForm note={note} close={() => setDoomed(null)} />
          ) : (
            canStorno(note) &&
            canReview(identity.role) && (
              <button
                type="button"
                className="button button-small button-danger"
                data-testid="storno"
                onClick={() => setDoomed(note.id)}
              >
                {t("notes.storno")}
              </button>
            )
          )}
        </NoteCard>
      ))}
    </>
  );
}
