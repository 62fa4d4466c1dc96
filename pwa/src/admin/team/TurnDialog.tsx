/** Whether somebody may log in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { User } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { toast } from "../../shared/ui/Toasts";
import { USERS } from "./team";

/** Takes the right to log in away after asking, or gives it back. */
export function TurnDialog({ user, close }: { user: User | null; close: () => void }): ReactNode {
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
