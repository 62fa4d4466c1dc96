/** Other documents that may be the same purchase: the accountant sees them and decides before approving. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../shared/api/http";
import type { Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { sentence } from "../shared/problems";
import { Banner } from "../shared/ui/feedback";
import { CopyIcon } from "../shared/ui/icons";
import { toast } from "../shared/ui/Toasts";
import { CompareDialog } from "./CompareDialog";
import { documentKeys } from "./queries";
import { useShortcuts } from "./useShortcuts";

type Decision = { other: string; decision: "DECISION_KEEP_BOTH" | "DECISION_REJECT_THIS" };

export function PossibleDuplicates({ document }: { document: Doc }): ReactNode {
  const { t } = useWords();
  const decide = useDecide(document);
  const [compared, setCompared] = useState<string | null>(null);
  const open = document.possible_duplicates.filter((pair) => !pair.kept).map((pair) => pair.document_id);
  const alike = document.duplicate_of ? [document.duplicate_of, ...open] : open;
  useShortcuts({ d: () => setCompared(alike[0] ?? null) });
  if (document.state === "REJECTED") return null;

  function buttons(other: string): ReactNode {
    if (document.state !== "REVIEW" || !open.includes(other)) return null;
    const settle = (decision: Decision["decision"]) => (): void => {
      setCompared(null);
      decide.mutate({ other, decision });
    };
    return (
      <div className="decide">
        <button
          type="button"
          className="button"
          data-testid="keep-both"
          disabled={decide.isPending}
          onClick={settle("DECISION_KEEP_BOTH")}
        >
          {t("review.same_purchase.keep")}
        </button>
        <button
          type="button"
          className="button"
          data-testid="reject-duplicate"
          disabled={decide.isPending}
          onClick={settle("DECISION_REJECT_THIS")}
        >
          {t("review.same_purchase.reject")}
        </button>
      </div>
    );
  }

  return (
    <>
      {alike.map((other) => (
        <Banner
          key={other}
          tone="warn"
          icon={<CopyIcon />}
          title={t(other === document.duplicate_of ? "review.duplicate" : "review.same_purchase")}
        >
          <button
            type="button"
            className="button button-small"
            data-testid="compare-open"
            title={t("compare.key")}
            onClick={() => setCompared(other)}
          >
            {t("compare.open")}
          </button>
          {buttons(other)}
        </Banner>
      ))}
      {compared && (
        <CompareDialog document={document} other={compared} open close={() => setCompared(null)}>
          {buttons(compared)}
        </CompareDialog>
      )}
    </>
  );
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
