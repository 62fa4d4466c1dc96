/** Approve, reject and read again: each waits for corrections under way and names the revision it saw. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../shared/api/http";
import type { Booking, Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { sentence } from "../shared/problems";
import { toast } from "../shared/ui/Toasts";
import { documentKeys } from "./queries";
import type { Corrections } from "./useCorrections";

export type Decision =
  { verb: "approve"; booking?: Booking } | { verb: "reject"; reason: string } | { verb: "retry" };

const DONE = { approve: "review.approved", reject: "review.rejected", retry: "review.retried" } as const;

/** A field is still wrong; the page says which. */
class FieldsWrong extends Error {}

export function useDecisions(id: string, corrections: Corrections) {
  const client = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: async (decision: Decision) => {
      if (!(await corrections.settled()) && decision.verb === "approve") throw new FieldsWrong();
      const revision = client.getQueryData<Doc>(documentKeys.one(id))?.revision;
      return await api<Doc>(`/documents/${id}:${decision.verb}`, {
        method: "POST",
        json:
          decision.verb === "approve"
            ? { revision, booking: decision.booking }
            : decision.verb === "reject"
              ? { reason: decision.reason }
              : {},
      });
    },
    onSuccess: (document, { verb }) => {
      client.setQueryData(documentKeys.one(id), document);
      void client.invalidateQueries({ queryKey: documentKeys.lists });
      void client.invalidateQueries({ queryKey: documentKeys.summaries });
      toast(t(DONE[verb]));
    },
    onError: (error) => {
      toast(error instanceof FieldsWrong ? t("review.fix_first") : sentence(error, t));
      void client.invalidateQueries({ queryKey: documentKeys.one(id), exact: true });
    },
  });
}
