/** Adds somebody with a first password, or changes their name, role and companies. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { clientsQuery } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { Role, User } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";
import type { Created } from "./FirstPassword";
import { firstPassword } from "./password";
import { ROLES, USERS } from "./team";

const FIELDS = ["email", "name", "role", "client_ids"] as const;

export function UserForm(props: {
  user: User | null;
  /** One's own role stays: who gave it up could not take it back. */
  isMe: boolean;
  done: (made?: Created) => void;
}): ReactNode {
  const { t } = useWords();
  const { user, isMe, done } = props;
  const queries = useQueryClient();
  const [email, setEmail] = useState(user?.email ?? "");
  const [name, setName] = useState(user?.name ?? "");
  const [role, setRole] = useState<Role>(user?.role ?? "ROLE_ACCOUNTANT");
  const [companies, setCompanies] = useState<readonly string[]>(user?.client_ids ?? []);
  const [tried, setTried] = useState(false);
  const client_ids = role === "ROLE_CLIENT" ? companies : [];
  const hasEmail = /^\S+@\S+\.\S+$/.test(email.trim());
  const lacksCompany = role === "ROLE_CLIENT" && companies.length === 0;

  const save = useMutation({
    mutationFn: async () => {
      if (user) {
        await api<User>(`/users/${user.id}`, {
          method: "PATCH",
          json: isMe ? { name: name.trim() } : { name: name.trim(), role, client_ids },
        });
        return undefined;
      }
      const password = firstPassword();
      const made = { email: email.trim(), name: name.trim(), role, client_ids };
      await api<User>("/users", { method: "POST", json: { user: made, password } });
      return { email: made.email, password };
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: USERS });
      if (!made) toast(t("team.saved"));
      done(made);
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (hasEmail && !lacksCompany) save.mutate();
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={save.error} fields={FIELDS} />
      <TextField
        label={t("team.email")}
        type="email"
        data-testid="user-email"
        autoComplete="off"
        autoCapitalize="none"
        readOnly={user !== null}
        value={email}
        change={setEmail}
        problem={tried && !hasEmail ? t("team.email.wrong") : fieldProblem(save.error, "email")}
      />
      <TextField
        label={t("team.name")}
        data-testid="user-name"
        autoComplete="off"
        value={name}
        change={setName}
        problem={fieldProblem(save.error, "name")}
      />
      {!isMe && (
        <fieldset className="radios">
          <legend className="label">{t("team.role")}</legend>
          {ROLES.map((one) => (
            <label key={one} className="flag-choice">
              <input
                type="radio"
                name="role"
                data-testid={`role-${one}`}
                checked={role === one}
                onChange={() => setRole(one)}
              />
              <span>
                {t(`role.${one}`)} <span className="soft small">{t(`team.about.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {role === "ROLE_CLIENT" && (
        <Companies
          chosen={companies}
          change={setCompanies}
          problem={tried && lacksCompany ? t("team.clients.missing") : fieldProblem(save.error, "client_ids")}
        />
      )}
      <FormActions cancel={() => done()} busy={save.isPending} />
    </form>
  );
}

function Companies(props: {
  chosen: readonly string[];
  change: (ids: string[]) => void;
  problem: string | undefined;
}): ReactNode {
  const { t } = useWords();
  const { chosen, change, problem } = props;
  const { data: clients = [] } = useQuery(clientsQuery);
  return (
    <fieldset className="radios">
      <legend className="label">{t("team.clients")}</legend>
      <div className="companies">
        {clients.map(({ id, name }) => (
          <label key={id} className="flag-choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                change(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
      {problem && <p className="hint hint-bad">{problem}</p>}
    </fieldset>
  );
}
