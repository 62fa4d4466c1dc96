/** One of the office's people: who they are, and what the owner can do about it. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { clientsQuery } from "../../review/queries";
import type { User } from "../../shared/api/types";
import { showInstant } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { KeyIcon, PencilIcon } from "../../shared/ui/icons";

export function UserRow(props: {
  user: User;
  isMe: boolean;
  edit: () => void;
  turn: () => void;
  reset: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { user, isMe, edit, turn, reset } = props;
  const { data: clients = [] } = useQuery(clientsQuery);
  const name = user.name || user.email;
  const companies = user.client_ids.map((id) => clients.find((client) => client.id === id)?.name ?? "");
  return (
    <li className="client member" data-testid="user" data-active={user.active}>
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
        {user.password_reset_time && (
          <p className="soft small" data-testid="user-reset-by">
            {t("team.reset.by", {
              by: user.password_reset_by,
              when: showInstant(user.password_reset_time, language),
            })}
          </p>
        )}
      </div>
      {!isMe && (
        <>
          <button
            type="button"
            className="button button-small button-quiet"
            data-testid="user-turn"
            onClick={turn}
          >
            {t(user.active ? "team.deactivate" : "team.activate")}
            <span className="visually-hidden">: {name}</span>
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`${t("team.reset")}: ${name}`}
            title={t("team.reset")}
            data-testid="user-reset"
            onClick={reset}
          >
            <KeyIcon />
          </button>
        </>
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
