/** The vehicles of a company: they decide how much VAT of fuel and repairs is deducted. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { Vehicle } from "../../shared/api/types";
import { showDate } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { canReview, chooseClient } from "../../shared/identity";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { CarIcon, PencilIcon, PlusIcon, TrashIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";
import { CompanyField } from "../pickers/CompanyField";
import { useCompany } from "../pickers/company";
import { VehicleForm } from "./VehicleForm";
import { VEHICLES, vehiclesQuery } from "./vehicles";
import "../admin.css";
import "./partners.css";

export function VehiclesPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/masini" });
  const search = useSearch({ from: "/office/masini" });
  const navigate = useNavigate({ from: "/masini" });
  const { clients, company, error, retry } = useCompany(search.client);
  const list = useQuery(vehiclesQuery(company?.id ?? ""));
  const [edited, setEdited] = useState<Vehicle | "new" | null>(null);
  const [doomed, setDoomed] = useState<Vehicle | null>(null);
  const mayEdit = canReview(identity.role);

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("vehicles.title")}</h1>
          <p className="soft">{t("vehicles.lead")}</p>
        </div>
        {mayEdit && company && (
          <button
            type="button"
            className="button button-primary"
            data-testid="vehicle-add"
            onClick={() => setEdited("new")}
          >
            <PlusIcon /> {t("vehicles.add")}
          </button>
        )}
      </div>
      <div className="choices">
        <CompanyField
          clients={clients}
          value={company?.id ?? ""}
          change={(id) => {
            chooseClient(id);
            void navigate({ search: { client: id }, replace: true });
          }}
        />
      </div>
      {(error ?? list.error) ? (
        <Failure error={error ?? list.error} retry={error ? retry : () => void list.refetch()} />
      ) : clients?.length === 0 ? (
        <Empty icon={<CarIcon />} title={t("client.none")} text={t("clients.empty.text")} />
      ) : list.isPending ? (
        <Loading />
      ) : list.data.length === 0 ? (
        <Empty icon={<CarIcon />} title={t("vehicles.empty.title")} text={t("vehicles.empty.text")} />
      ) : (
        <ul className="list-card">
          {list.data.map((vehicle) => (
            <VehicleRow
              key={vehicle.id}
              vehicle={vehicle}
              edit={mayEdit ? () => setEdited(vehicle) : undefined}
              remove={mayEdit ? () => setDoomed(vehicle) : undefined}
            />
          ))}
        </ul>
      )}
      <Dialog
        title={t(edited === "new" ? "vehicles.add" : "vehicles.edit")}
        open={edited !== null}
        close={() => setEdited(null)}
      >
        {edited && company && (
          <VehicleForm
            vehicle={edited === "new" ? null : edited}
            client={company.id}
            done={() => setEdited(null)}
          />
        )}
      </Dialog>
      <DeleteDialog vehicle={doomed} close={() => setDoomed(null)} />
    </main>
  );
}

function VehicleRow(props: {
  vehicle: Vehicle;
  edit: (() => void) | undefined;
  remove: (() => void) | undefined;
}): ReactNode {
  const { t, language } = useWords();
  const { vehicle, edit, remove } = props;
  return (
    <li className="client" data-testid="vehicle">
      <div className="client-words">
        <p className="client-name">{vehicle.plate}</p>
        <p className="soft">
          {[
            t("vehicles.deducts", { percent: vehicle.deductible }),
            t("vehicles.since", { date: showDate(vehicle.valid_from, language) }),
            vehicle.card_suffix && t("vehicles.card.short", { digits: vehicle.card_suffix }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {edit && (
        <button
          type="button"
          className="icon-button"
          aria-label={`${t("action.edit")}: ${vehicle.plate}`}
          onClick={edit}
        >
          <PencilIcon />
        </button>
      )}
      {remove && (
        <button
          type="button"
          className="icon-button"
          aria-label={`${t("action.delete")}: ${vehicle.plate}`}
          onClick={remove}
        >
          <TrashIcon />
        </button>
      )}
    </li>
  );
}

function DeleteDialog({ vehicle, close }: { vehicle: Vehicle | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id }: Vehicle) => api(`/vehicles/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: VEHICLES });
      toast(t("vehicles.deleted"));
      close();
    },
    onError: (error) => toast(sentence(error, t)),
  });
  return (
    <Dialog title={t("vehicles.delete.title")} open={vehicle !== null} close={close}>
      <p>{t("vehicles.delete.text", { plate: vehicle?.plate ?? "" })}</p>
      <ConfirmActions
        cancel={close}
        confirm={() => vehicle && remove.mutate(vehicle)}
        busy={remove.isPending}
        label={t("action.delete")}
      />
    </Dialog>
  );
}
