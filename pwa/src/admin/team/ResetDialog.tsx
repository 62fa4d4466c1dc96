/** Gives somebody who lost their password a new first one: asks, then shows it this one time. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { User } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { ConfirmActions } from "../../shared/ui/forms";
import { toast } from "../../shared/ui/Toasts";
import { FirstPassword, type Created } from "./FirstPassword";
import { firstPassword } from "./password";
import { USERS } from "./team";

export function ResetDialog({ user, close }: { user: User; close: () => void }): ReactNode {
  const { t } = useWords();
  const queries = useQueryClient();
  const reset = useMutation({
    mutationFn: async (): Promise<Created> => {
      const password = firstPassword();
      await api<User>(`/users/${user.id}:resetPassword`, { method: "POST", json: { password } });
      return { email: user.email, password };
    },
    // Nothing of the password is kept once the dialog is gone.
    gcTime: 0,
    onSuccess: () => void queries.invalidateQueries({ queryKey: USERS }),
    onError: (error) => toast(sentence(error, t)),
  });
  return (
    <Dialog
      title={t(reset.data ? "team.reset.done" : "team.reset.title")}
      open
      firm={reset.data !== undefined}
      close={close}
    >
      {reset.data ? (
        <FirstPassword created={reset.data} close={close} />
      ) : (
        <>
          <p>{t("team.reset.text", { name: user.name || user.email })}</p>
          <ConfirmActions
            cancel={close}
            confirm={() => reset.mutate()}
            busy={reset.isPending}
            label={t("team.reset")}
            testId="user-reset-confirm"
          />
        </>
      )}
    </Dialog>
  );
}
