/** Other documents that may be the same purchase: the accountant sees them and decides before approving. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../shared/api/http";
import type { Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { sentence } from "../shared/problems";
import { Banner } from "../shared/ui/feedback";
import { CopyIcon } from "../shared/ui/icons";
import { toast } from "../shared/ui/Toasts";
import { documentKeys } from "./queries";

type Decision = { other: string; decision: "DECISION_KEEP_BOTH" | "DECISION_REJECT_THIS" };

export function PossibleDuplicates({ document }: { document: Doc }): ReactNode {
  const { t } = useWords();
  const decide = useDecide(document);
  const open = document.possible_duplicates.filter((pair) => !pair.kept);
  if (document.state === "REJECTED") return null;
  return open.map(({ document_id: other }) => (
    <Banner key={other} tone="warn" icon={<CopyIcon />} title={t("review.same_purchase")}>
      <p>
        <Link to="/documente/$id" params={{ id: other }}>
          {t("review.same_purchase.link")}
        </Link>
      </p>
      {document.state === "REVIEW" && (
        <p>
          <button
            type="button"
            className="button"
            data-testid="keep-both"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ other, decision: "DECISION_KEEP_BOTH" })}
          >
            {t("review.same_purchase.keep")}
          </button>{" "}
          <button
            type="button"
            className="button"
            data-testid="reject-duplicate"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ other, decision: "DECISION_REJECT_THIS" })}
          >
            {t("review.same_purchase.reject")}
          </button>
        </p>
      )}
    </Banner>
  ));
}

function useDecide(document: Doc) {
  const client = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: async ({ other, decision }: Decision) =>
      await api<Doc>(`/documents/${document.id}:decide`, {
        method: "POST",
        json: { other_id: other, decision, revision: document.revision },
      }),
    onSuccess: (decided) => {
      client.setQueryData(documentKeys.one(decided.id), decided);
      void client.invalidateQueries({ queryKey: documentKeys.lists });
      void client.invalidateQueries({ queryKey: documentKeys.summaries });
    },
    onError: (error) => {
      toast(sentence(error, t));
      void client.invalidateQueries({ queryKey: documentKeys.one(document.id), exact: true });
    },
  });
}
