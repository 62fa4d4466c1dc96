/** The companies that the office keeps the books of. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useDeferredValue, useState, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { Client } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { canReview } from "../../shared/identity";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { BuildingIcon, PencilIcon, PlusIcon, SearchIcon, TrashIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";
import { ClientForm } from "./ClientForm";
import "../admin.css";

const PAGE = 50;

export function ClientsPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/clienti" });
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const [edited, setEdited] = useState<Client | "new" | null>(null);
  const [doomed, setDoomed] = useState<Client | null>(null);
  const list = useInfiniteQuery({
    queryKey: ["clients", "list", search],
    queryFn: ({ pageParam, signal }) =>
      api<{ clients: Client[]; next_page_token: string }>("/clients", {
        signal,
        query: { search, page_size: PAGE, page_token: pageParam, order_by: "name" },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_page_token || undefined,
    placeholderData: keepPreviousData,
  });
  const clients = list.data?.pages.flatMap((page) => page.clients) ?? [];
  const mayEdit = canReview(identity.role);

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("clients.title")}</h1>
          <p className="soft">{t("clients.lead")}</p>
        </div>
        {mayEdit && (
          <button
            type="button"
            className="button button-primary"
            data-testid="client-add"
            onClick={() => setEdited("new")}
          >
            <PlusIcon /> {t("clients.add")}
          </button>
        )}
      </div>
      <label className="search search-alone">
        <span className="visually-hidden">{t("clients.search")}</span>
        <SearchIcon />
        <input
          className="input"
          type="search"
          placeholder={t("clients.search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading />
      ) : clients.length === 0 ? (
        <Empty
          icon={<BuildingIcon />}
          title={t("clients.empty.title")}
          text={t(search ? "clients.empty.filtered" : "clients.empty.text")}
        />
      ) : (
        <ul className="clients">
          {clients.map((client) => (
            <li key={client.id} className="client" data-testid="client-row">
              <ClientWords client={client} />
              {mayEdit && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`${t("action.edit")}: ${client.name}`}
                  onClick={() => setEdited(client)}
                >
                  <PencilIcon />
                </button>
              )}
              {identity.role === "ROLE_OWNER" && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`${t("action.delete")}: ${client.name}`}
                  onClick={() => setDoomed(client)}
                >
                  <TrashIcon />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => void list.fetchNextPage()}>
          {t("clients.more")}
        </button>
      )}
      <Dialog
        wide
        title={t(edited === "new" ? "clients.add" : "clients.edit")}
        open={edited !== null}
        close={() => setEdited(null)}
      >
        {edited && <ClientForm client={edited === "new" ? null : edited} done={() => setEdited(null)} />}
      </Dialog>
      <DeleteDialog client={doomed} close={() => setDoomed(null)} />
    </main>
  );
}

function ClientWords({ client }: { client: Client }): ReactNode {
  const { t } = useWords();
  return (
    <div className="client-words">
      <p className="client-name">{client.name}</p>
      <p className="soft">
        {[`CUI ${client.vat_payer ? "RO" : ""}${client.cui}`, client.registration_number, client.address]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="client-tags">
        {client.vat_payer && <span className="chip chip-posted">{t("clients.vat_payer")}</span>}
        {client.vat_on_collection && (
          <span className="chip chip-review">{t("clients.vat_on_collection")}</span>
        )}
      </p>
    </div>
  );
}

function DeleteDialog({ client, close }: { client: Client | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id }: Client) => api(`/clients/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["clients"] });
      toast(t("clients.deleted"));
      close();
    },
    onError: (error) => toast(sentence(error, t)),
  });
  return (
    <Dialog title={t("clients.delete.title")} open={client !== null} close={close}>
      <p>{t("clients.delete.text", { name: client?.name ?? "" })}</p>
      <ConfirmActions
        cancel={close}
        confirm={() => client && remove.mutate(client)}
        busy={remove.isPending}
        label={t("action.delete")}
      />
    </Dialog>
  );
}
