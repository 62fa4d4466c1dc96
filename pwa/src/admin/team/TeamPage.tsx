/** The people of the office: who they are, what they may do, and whether they may log in. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { clientsQuery } from "../../review/queries";
import { api } from "../../shared/api/http";
import type { User } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { LockIcon, PeopleIcon, PencilIcon, PlusIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";
import { FirstPassword, type Created } from "./FirstPassword";
import { USERS, usersQuery } from "./team";
import { UserForm } from "./UserForm";
import "../admin.css";
import "./team.css";

export function TeamPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/echipa" });
  const isOwner = identity.role === "ROLE_OWNER";
  return (
    <main id="main" className="page" tabIndex={-1}>
      {isOwner ? (
        <Team me={identity.id} />
      ) : (
        <Empty main icon={<LockIcon />} title={t("team.title")} text={t("team.denied")} />
      )}
    </main>
  );
}

function Team({ me }: { me: string }): ReactNode {
  const { t } = useWords();
  const list = useInfiniteQuery(usersQuery);
  const [edited, setEdited] = useState<User | "new" | null>(null);
  const [doomed, setDoomed] = useState<User | null>(null);
  // Held only while it is shown: nobody can see it again.
  const [created, setCreated] = useState<Created | null>(null);
  const users = list.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t("team.title")}</h1>
          <p className="soft">{t("team.lead")}</p>
        </div>
        <button
          type="button"
          className="button button-primary"
          data-testid="user-add"
          onClick={() => setEdited("new")}
        >
          <PlusIcon /> {t("team.add")}
        </button>
      </div>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading />
      ) : users.length === 0 ? (
        <Empty icon={<PeopleIcon />} title={t("team.empty")} />
      ) : (
        <ul className="list-card">
          {users.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              isMe={user.id === me}
              edit={() => setEdited(user)}
              turn={() => setDoomed(user)}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => void list.fetchNextPage()}>
          {t("team.more")}
        </button>
      )}
      <Dialog
        title={
          created
            ? t("team.created")
            : edited && edited !== "new"
              ? t("team.edit", { name: edited.name || edited.email })
              : t("team.add")
        }
        open={edited !== null || created !== null}
        firm={created !== null}
        close={() => {
          setEdited(null);
          setCreated(null);
        }}
      >
        {created && <FirstPassword created={created} close={() => setCreated(null)} />}
        {edited && (
          <UserForm
            user={edited === "new" ? null : edited}
            isMe={edited !== "new" && edited.id === me}
            done={(made) => {
              setEdited(null);
              setCreated(made ?? null);
            }}
          />
        )}
      </Dialog>
      <TurnDialog user={doomed} close={() => setDoomed(null)} />
    </>
  );
}

function UserRow(props: { user: User; isMe: boolean; edit: () => void; turn: () => void }): ReactNode {
  const { t } = useWords();
  const { user, isMe, edit, turn } = props;
  const { data: clients = [] } = useQuery(clientsQuery);
  const name = user.name || user.email;
  const companies = user.client_ids.map((id) => clients.find((client) => client.id === id)?.name ?? "");
  return (
    <li className="client" data-testid="user" data-active={user.active}>
      <div className="client-words">
        <p className="client-name">
          {name} {isMe && <span className="soft small">({t("team.you")})</span>}
        </p>
        {user.name && <p className="soft">{user.email}</p>}
        <p className="client-tags">
          <span className={`chip ${user.role === "ROLE_OWNER" ? "chip-approved" : ""}`}>
            {t(`role.${user.role}`)}
          </span>
          {!user.active && <span className="chip chip-rejected">{t("team.inactive")}</span>}
          {companies.length > 0 && (
            <span className="soft small" title={companies.join(", ")}>
              {companies.length > 2
                ? t("team.clients.count", { count: companies.length })
                : companies.filter(Boolean).join(", ")}
            </span>
          )}
        </p>
      </div>
      {!isMe && (
        <button
          type="button"
          className="button button-small button-quiet"
          data-testid="user-turn"
          onClick={turn}
        >
          {t(user.active ? "team.deactivate" : "team.activate")}
          <span className="visually-hidden">: {name}</span>
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={`${t("action.edit")}: ${name}`}
        data-testid="user-edit"
        onClick={edit}
      >
        <PencilIcon />
      </button>
    </li>
  );
}

/** Takes the right to log in away after asking, or gives it back. */
function TurnDialog({ user, close }: { user: User | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: ({ id, active }: User) =>
      api<User>(`/users/${id}`, { method: "PATCH", json: { active: !active } }),
    onSuccess: ({ active }) => {
      void queries.invalidateQueries({ queryKey: USERS });
      toast(t(active ? "team.activated" : "team.deactivated"));
      close();
    },
    onError: (error) => toast(sentence(error, t)),
  });
  const verb = user?.active ? "team.deactivate" : "team.activate";
  return (
    <Dialog
      title={user?.active ? t("team.deactivate.title") : t("team.activate")}
      open={user !== null}
      close={close}
    >
      {user?.active ? (
        <p>{t("team.deactivate.text", { name: user.name || user.email })}</p>
      ) : (
        <p>{user?.name || user?.email}</p>
      )}
      <ConfirmActions
        cancel={close}
        confirm={() => user && turn.mutate(user)}
        busy={turn.isPending}
        label={t(verb)}
        harmless={!user?.active}
        testId="user-turn-confirm"
      />
    </Dialog>
  );
}
