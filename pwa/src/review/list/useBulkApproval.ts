/** Approves many documents, a hundred at a time; one that is refused stops none of the others. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../shared/api/http";
import type { ApprovalResult, Doc, DocumentPage } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { toast } from "../../shared/ui/Toasts";
import { documentKeys } from "../queries";
import type { WorkSearch } from "../search";
import { shortMonth } from "../useClosedMonth";
import { partedByMonth } from "./closedMonths";

const AT_ONCE = 100;

export interface Approved {
  count: number;
  refused: { document: Doc; message: string }[];
}

export function useBulkApproval() {
  const client = useQueryClient();
  const { t } = useWords();
  const [done, setDone] = useState(0);
  const mutation = useMutation({
    mutationFn: async (documents: readonly Doc[]): Promise<Approved> => {
      const { open, closed } = await partedByMonth(client, documents);
      const refused: Approved["refused"] = closed.map((document) => ({
        document,
        message: t("bulk.month_closed", { month: shortMonth(document.extraction?.issue_date ?? "") }),
      }));
      let count = 0;
      for (let at = 0; at < open.length; at += AT_ONCE) {
        setDone(at);
        const some = open.slice(at, at + AT_ONCE);
        const { results } = await api<{ results: ApprovalResult[] }>("/documents:approve", {
          method: "POST",
          json: { items: some.map(({ id, revision }) => ({ id, revision })) },
        });
        for (const { id, problem } of results) {
          const document = some.find((one) => one.id === id);
          if (problem && document) refused.push({ document, message: problem.message });
          else count += 1;
        }
      }
      return { count, refused };
    },
    onError: (error) => toast(sentence(error, t)),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: documentKeys.lists });
      void client.invalidateQueries({ queryKey: documentKeys.summaries });
    },
  });
  return { ...mutation, done };
}

/** All documents under the filters that wait for approval and that no check asks a person to look at. */
export async function withoutProblems(search: WorkSearch): Promise<Doc[]> {
  const found: Doc[] = [];
  let page_token = "";
  do {
    const page = await api<DocumentPage>("/documents", {
      query: {
        state: "REVIEW",
        needs_review: "false",
        client_id: search.client,
        search: search.q,
        supplier_cui: search.cui,
        received_from: search.from,
        received_to: search.to,
        page_size: 200,
        page_token,
      },
    });
    // A pair that nobody decided on is refused by the server anyway; here it would only be noise.
    found.push(...page.documents.filter(isUndisputed));
    page_token = page.next_page_token;
  } while (page_token);
  return found;
}

function isUndisputed({ duplicate_of, possible_duplicates }: Doc): boolean {
  return !duplicate_of && possible_duplicates.every((pair) => pair.kept);
}
