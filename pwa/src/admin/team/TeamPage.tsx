/** The people of the office: who they are, what they may do, and whether they may log in. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { User } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { Dialog } from "../../shared/ui/Dialog";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { LockIcon, PeopleIcon, PlusIcon } from "../../shared/ui/icons";
import { FirstPassword, type Created } from "./FirstPassword";
import { ResetDialog } from "./ResetDialog";
import { usersQuery } from "./team";
import { TurnDialog } from "./TurnDialog";
import { UserForm } from "./UserForm";
import { UserRow } from "./UserRow";
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
  const [locked, setLocked] = useState<User | null>(null);
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
              reset={() => setLocked(user)}
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
      {locked && <ResetDialog user={locked} close={() => setLocked(null)} />}
    </>
  );
}
