/** A month of a company: closing and reopening it, with what that means. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { summaryQuery } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Client, Period } from "../../shared/api/types";
import { showInstant, showMonth } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { Banner } from "../../shared/ui/feedback";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { AlertIcon } from "../../shared/ui/icons";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";
import { PERIODS, type Month } from "./periods";

interface Chosen {
  client: Client;
  month: Month;
}

export function PeriodDialog(props: {
  chosen: Chosen | null;
  isOwner: boolean;
  close: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { chosen, isOwner, close } = props;
  return (
    <Dialog
      title={
        chosen
          ? t("periods.dialog", {
              month: showMonth(chosen.month.month, language),
              name: chosen.client.name,
            })
          : ""
      }
      open={chosen !== null}
      close={close}
    >
      {chosen && (
        <>
          <StateWords period={chosen.month.period} />
          {isOwner &&
            (chosen.month.period?.closed ? (
              <ReopenForm chosen={chosen} close={close} />
            ) : (
              <CloseForm chosen={chosen} close={close} />
            ))}
        </>
      )}
    </Dialog>
  );
}

function StateWords({ period }: { period: Period | undefined }): ReactNode {
  const { t, language } = useWords();
  const change = { who: period?.changed_by ?? "", when: showInstant(period?.change_time, language) };
  return (
    <div>
      <p className="strong">{period?.closed ? t("periods.state.closed", change) : t("periods.state.open")}</p>
      <p className="soft">
        {period && period.notes > 0 ? t("periods.notes", { count: period.notes }) : t("periods.empty")}
      </p>
      {period && !period.closed && period.changed_by && (
        <p className="soft small">{t("periods.state.reopened", { ...change, reason: period.reason })}</p>
      )}
    </div>
  );
}

function useChange(verb: "close" | "reopen", { client, month }: Chosen, done: () => void) {
  const { t, language } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api<Period>(`/periods:${verb}`, {
        method: "POST",
        json: { client_id: client.id, month: month.month, ...(verb === "reopen" ? { reason } : {}) },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: PERIODS });
      toast(
        t(verb === "close" ? "periods.closed.done" : "periods.reopened.done", {
          month: showMonth(month.month, language),
        }),
      );
      done();
    },
  });
}

function CloseForm({ chosen, close }: { chosen: Chosen; close: () => void }): ReactNode {
  const { t } = useWords();
  const change = useChange("close", chosen, close);
  const { data } = useQuery(summaryQuery(chosen.client.id));
  const waiting = data?.states.REVIEW ?? 0;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate("");
      }}
    >
      <FormProblem error={change.error} />
      <div>
        <p>{t("periods.close.means")}</p>
        <ul className="dashes">
          {(["approve", "storno", "kept", "reopen"] as const).map((meaning) => (
            <li key={meaning}>{t(`periods.close.means.${meaning}`)}</li>
          ))}
        </ul>
      </div>
      {waiting > 0 && (
        <Banner tone="warn" icon={<AlertIcon />}>
          <p>{t("periods.close.waiting", { count: waiting })}</p>
        </Banner>
      )}
      <FormActions cancel={close} busy={change.isPending} submit={t("periods.close")} />
    </form>
  );
}

function ReopenForm({ chosen, close }: { chosen: Chosen; close: () => void }): ReactNode {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const change = useChange("reopen", chosen, close);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) change.mutate(reason.trim());
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={change.error} fields={["reason"]} />
      <p>{t("periods.reopen.means")}</p>
      <TextField
        label={t("periods.reopen.reason")}
        data-testid="reopen-reason"
        maxLength={500}
        autoComplete="off"
        value={reason}
        change={setReason}
        problem={tried && !reason.trim() ? t("periods.reopen.missing") : fieldProblem(change.error, "reason")}
      />
      <FormActions cancel={close} busy={change.isPending} submit={t("periods.reopen")} danger />
    </form>
  );
}
