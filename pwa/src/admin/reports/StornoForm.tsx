/** Takes a note that is in the books back, after saying what that does. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { documentKeys } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Note } from "../../shared/api/types";
import { today } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { DateField } from "../../shared/ui/DateField";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";

export function StornoForm({ note, close }: { note: Note; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  // A storno never stands before what it takes back.
  const [date, setDate] = useState(() => (today() < note.date ? note.date : today()));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);

  const storno = useMutation({
    mutationFn: () =>
      api<Note>(`/notes/${note.id}:storno`, { method: "POST", json: { date, reason: reason.trim() } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: documentKeys.all });
      void queries.invalidateQueries({ queryKey: ["periods"] });
      toast(t(note.release_of ? "notes.storno.unpaid" : "notes.storno.done"));
      close();
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) storno.mutate();
  }

  return (
    <form className="form storno" onSubmit={submit} noValidate aria-label={t("notes.storno.title")}>
      <FormProblem error={storno.error} fields={["reason", "date"]} />
      <div>
        <p className="strong">{t("notes.storno.title")}</p>
        <p>{t("notes.storno.means")}</p>
        <ul className="dashes">
          {(["red", "kept", note.release_of ? "unpaid" : "back"] as const).map((meaning) => (
            <li key={meaning}>{t(`notes.storno.means.${meaning}`)}</li>
          ))}
        </ul>
      </div>
      <TextField
        label={t("notes.storno.reason")}
        data-testid="storno-reason"
        autoFocus
        autoComplete="off"
        maxLength={500}
        value={reason}
        change={setReason}
        problem={tried && !reason.trim() ? t("notes.storno.missing") : fieldProblem(storno.error, "reason")}
      />
      <DateField
        label={t("notes.storno.date")}
        value={date}
        change={setDate}
        hint={t("notes.storno.date.hint")}
        problem={fieldProblem(storno.error, "date")}
      />
      <FormActions cancel={close} busy={storno.isPending} submit={t("notes.storno")} danger />
    </form>
  );
}
