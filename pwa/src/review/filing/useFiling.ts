/** Puts documents right: several are one, one is several, or it belongs to another company. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/http";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { toast } from "../../shared/ui/Toasts";
import { documentKeys } from "../queries";
import { bodyOfCut, type Cut } from "./cut";

export type Filing =
  | { verb: "merge"; others: readonly Doc[] }
  | { verb: "split"; firstPages: readonly number[] }
  | { verb: "cut"; cut: Cut }
  | { verb: "move"; client: { id: string; name: string } };

function bodyOf(filing: Filing): Record<string, unknown> {
  switch (filing.verb) {
    case "merge":
      return {
        ids: filing.others.map(({ id }) => id),
        revisions: filing.others.map(({ revision }) => revision),
      };
    case "split":
      return { first_pages: filing.firstPages };
    case "cut":
      return bodyOfCut(filing.cut);
    case "move":
      return { client_id: filing.client.id };
  }
}

export function useFiling(document: Doc) {
  const client = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: (filing: Filing) =>
      api<unknown>(`/documents/${document.id}:${filing.verb}`, {
        method: "POST",
        json: { ...bodyOf(filing), revision: document.revision },
      }),
    onSuccess: (_, filing) => {
      // Also the documents that were merged into this one, or split or cut from it.
      void client.invalidateQueries({ queryKey: documentKeys.all });
      toast(
        filing.verb === "move"
          ? t("filing.move.done", { client: filing.client.name })
          : t(`filing.${filing.verb}.done`),
      );
    },
    onError: (error) => {
      toast(sentence(error, t));
      void client.invalidateQueries({ queryKey: documentKeys.one(document.id), exact: true });
    },
  });
}

/** The states in which documents may be merged, split and moved. */
export function canBeFiled({ state }: Doc): boolean {
  return state === "REVIEW" || state === "FAILED" || state === "REJECTED";
}
