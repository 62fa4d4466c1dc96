/** Adds or changes a company; only what changed is sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import { ApiProblem } from "../../shared/api/problem";
import type { Client, ClientInput } from "../../shared/api/types";
import { bareCui, isCui } from "../../shared/cui";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Banner } from "../../shared/ui/feedback";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";

const TEXTS = ["name", "cui", "registration_number", "address", "email", "phone"] as const;
const FLAGS = ["vat_payer", "vat_on_collection"] as const;

type Draft = Record<(typeof TEXTS)[number], string> & Record<(typeof FLAGS)[number], boolean>;

function draftOf(client: Client | null): Draft {
  return {
    name: client?.name ?? "",
    cui: client?.cui ?? "",
    registration_number: client?.registration_number ?? "",
    address: client?.address ?? "",
    email: client?.email ?? "",
    phone: client?.phone ?? "",
    vat_payer: client?.vat_payer ?? false,
    vat_on_collection: client?.vat_on_collection ?? false,
  };
}

/** What the server must be told: all of a new company, of an old one what differs. */
function changed(before: Draft, now: Draft, isNew: boolean): Partial<ClientInput> {
  const keys = [...TEXTS, ...FLAGS].filter((key) => isNew || before[key] !== now[key]);
  return Object.fromEntries(keys.map((key) => [key, key === "cui" ? bareCui(now.cui) : now[key]]));
}

export function ClientForm({ client, done }: { client: Client | null; done: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(client));
  const [tried, setTried] = useState(false);

  const save = useMutation({
    mutationFn: (body: Partial<ClientInput>) =>
      client
        ? api<Client>(`/clients/${client.id}`, { method: "PATCH", json: body })
        : api<Client>("/clients", { method: "POST", json: body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["clients"] });
      toast(t("clients.saved"));
      done();
    },
  });

  /** The server names fields by their place in the request. */
  function problemOf(field: (typeof TEXTS)[number]): string | undefined {
    if (tried && (field === "name" || field === "cui") && !draft[field].trim()) return t("clients.required");
    if (tried && field === "cui" && !isCui(draft.cui)) return t("field.invalid.cui");
    if (!(save.error instanceof ApiProblem)) return undefined;
    return save.error.fields.get(field) ?? save.error.fields.get(`client.${field}`);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (!draft.name.trim() || !isCui(draft.cui)) return;
    const body = changed(draftOf(client), draft, client === null);
    if (Object.keys(body).length === 0) done();
    else save.mutate(body);
  }

  const hasFieldProblem = save.error instanceof ApiProblem && save.error.fields.size > 0;
  return (
    <form className="form" onSubmit={submit} noValidate>
      {save.error && !hasFieldProblem && (
        <Banner tone="bad" alert>
          <p>{sentence(save.error, t)}</p>
        </Banner>
      )}
      <div className="grid">
        {TEXTS.map((field) => (
          <div key={field} className={field === "name" || field === "address" ? "field-wide" : ""}>
            <TextField
              label={t(`clients.${field}`)}
              data-testid={`client-${field}`}
              type={field === "email" ? "email" : field === "phone" ? "tel" : "text"}
              autoComplete="off"
              value={draft[field]}
              change={(text) => setDraft({ ...draft, [field]: text })}
              problem={problemOf(field)}
            />
          </div>
        ))}
      </div>
      <div className="flags">
        {FLAGS.map((field) => (
          <label key={field} className="flag-choice">
            <input
              type="checkbox"
              checked={draft[field]}
              onChange={(event) => setDraft({ ...draft, [field]: event.target.checked })}
            />
            {t(`clients.${field}`)}
          </label>
        ))}
      </div>
      <div className="form-actions">
        <button type="button" className="button" onClick={done}>
          {t("action.cancel")}
        </button>
        <button
          type="submit"
          className="button button-primary"
          data-testid="client-save"
          disabled={save.isPending}
        >
          {t("action.save")}
        </button>
      </div>
    </form>
  );
}
