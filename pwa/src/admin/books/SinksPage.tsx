/** Where approved notes go: one choice for the office, others for companies that have their own. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { clientsQuery } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Sink } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { Banner, Failure, Loading } from "../../shared/ui/feedback";
import { LockIcon, PlusIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";
import { CompanyField } from "../pickers/CompanyField";
import { Rehearsal } from "./Rehearsal";
import { SinkCard } from "./SinkCard";
import { SinkForm } from "./SinkForm";
import { SINKS, sinksQuery } from "./sinks";
import "../admin.css";
import "./sinks.css";

type Open = { what: "form" | "reset" | "rehearsal"; client: string } | null;

export function SinksPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/programe" });
  const { data, error, isPending, refetch } = useQuery(sinksQuery);
  const { data: clients = [] } = useQuery(clientsQuery);
  const [open, setOpen] = useState<Open>(null);
  const isOwner = identity.role === "ROLE_OWNER";
  const nameOf = (client: string): string =>
    client ? (clients.find(({ id }) => id === client)?.name ?? "") : t("sinks.office");
  const close = (): void => setOpen(null);
  const office = data?.sinks.find(({ client_id }) => !client_id);
  const own = data?.sinks.filter(({ client_id }) => client_id) ?? [];

  function card(sink: Sink | undefined, client: string): ReactNode {
    return (
      <SinkCard
        key={client}
        name={nameOf(client)}
        sink={sink}
        change={isOwner ? () => setOpen({ what: "form", client }) : undefined}
        reset={isOwner && sink ? () => setOpen({ what: "reset", client }) : undefined}
        rehearse={() => setOpen({ what: "rehearsal", client })}
      />
    );
  }

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("sinks.title")}</h1>
          <p className="soft">{t("sinks.lead")}</p>
        </div>
      </div>
      {!isOwner && (
        <Banner tone="info" icon={<LockIcon />}>
          <p>{t("sinks.readonly")}</p>
        </Banner>
      )}
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Loading />
      ) : (
        <>
          <ul className="list-card">{card(office, "")}</ul>
          <div className="sinks-own">
            <h2>{t("sinks.own")}</h2>
            {isOwner && clients.length > 0 && (
              <button
                type="button"
                className="button button-small"
                data-testid="sink-add"
                onClick={() => setOpen({ what: "form", client: clients[0]?.id ?? "" })}
              >
                <PlusIcon /> {t("sinks.own.add")}
              </button>
            )}
          </div>
          {own.length === 0 ? (
            <p className="soft">{t("sinks.own.none")}</p>
          ) : (
            <ul className="list-card">{own.map((sink) => card(sink, sink.client_id))}</ul>
          )}
        </>
      )}
      <Dialog
        wide
        title={t("sinks.form.title", { name: nameOf(open?.client ?? "") })}
        open={open?.what === "form"}
        close={close}
      >
        {open && data && (
          <>
            {open.client && (
              <CompanyField
                clients={clients}
                value={open.client}
                change={(client) => setOpen({ what: "form", client })}
              />
            )}
            <SinkForm
              key={open.client}
              sink={data.sinks.find(({ client_id }) => client_id === open.client)}
              client={open.client}
              kinds={data.kinds}
              close={close}
            />
          </>
        )}
      </Dialog>
      <ResetDialog
        client={open?.what === "reset" ? open.client : null}
        name={nameOf(open?.client ?? "")}
        close={close}
      />
      <Dialog
        wide
        title={t("sinks.rehearse.title", { name: nameOf(open?.client ?? "") })}
        open={open?.what === "rehearsal"}
        close={close}
      >
        {open && <Rehearsal client={open.client} clients={clients} />}
      </Dialog>
    </main>
  );
}

function ResetDialog(props: { client: string | null; name: string; close: () => void }): ReactNode {
  const { t } = useWords();
  const { client, name, close } = props;
  const queries = useQueryClient();
  const reset = useMutation({
    mutationFn: () => api("/sinks:reset", { method: "POST", json: { client_id: client || undefined } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: SINKS });
      toast(t("sinks.reset.done"));
      close();
    },
    onError: (error) => toast(sentence(error, t)),
  });
  return (
    <Dialog title={t("sinks.reset.title")} open={client !== null} close={close}>
      <p>{client ? t("sinks.reset.company", { name }) : t("sinks.reset.office")}</p>
      <ConfirmActions
        cancel={close}
        confirm={() => reset.mutate()}
        busy={reset.isPending}
        label={t("sinks.reset")}
        testId="sink-reset-confirm"
      />
    </Dialog>
  );
}
