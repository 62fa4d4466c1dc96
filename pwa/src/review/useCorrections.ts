/** Corrections of one document: shown at once, sent one after the other, taken back where the server refuses. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { api } from "../shared/api/http";
import { ApiProblem } from "../shared/api/problem";
import type { Doc, ExtractionPatch } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { sentence } from "../shared/problems";
import { applyPatch } from "./fields";
import { documentKeys } from "./queries";

export interface Corrections {
  /** Sentences by field, for those whose last correction was refused or could not be understood. */
  problems: ReadonlyMap<string, string>;
  save(field: string, patch: ExtractionPatch): void;
  /** Marks or clears a field that can't be understood as it was typed. */
  mark(field: string, problem: string | null): void;
  /** Waits for the corrections under way; false where a field is still wrong. */
  settled(): Promise<boolean>;
}

export function useCorrections(id: string): Corrections {
  const client = useQueryClient();
  const { t } = useWords();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const known = useRef(new Map<string, string>());
  const running = useRef<Promise<unknown>>(Promise.resolve());

  const mark = useCallback((field: string, problem: string | null) => {
    if (problem === null) known.current.delete(field);
    else known.current.set(field, problem);
    setProblems(new Map(known.current));
  }, []);

  const { mutateAsync } = useMutation({
    scope: { id: `document-${id}` },
    mutationFn: ({ patch }: { field: string; patch: ExtractionPatch }) =>
      api<Doc>(`/documents/${id}/extraction`, {
        method: "PATCH",
        // Read when its turn comes: the correction before this one raised it.
        query: { revision: client.getQueryData<Doc>(documentKeys.one(id))?.revision },
        json: patch,
      }),
    onMutate: async ({ field, patch }) => {
      mark(field, null);
      await client.cancelQueries({ queryKey: documentKeys.one(id), exact: true });
      client.setQueryData<Doc>(documentKeys.one(id), (document) =>
        document?.extraction ? { ...document, extraction: applyPatch(document.extraction, patch) } : document,
      );
    },
    onSuccess: (document) => {
      client.setQueryData(documentKeys.one(id), document);
      void client.invalidateQueries({ queryKey: documentKeys.lists });
    },
    onError: (error, { field }) => {
      const changed = error instanceof ApiProblem && error.status === 409;
      const own = error instanceof ApiProblem ? [...error.fields.values()][0] : undefined;
      mark(field, changed ? t("review.changed") : (own ?? sentence(error, t)));
      void client.invalidateQueries({ queryKey: documentKeys.one(id), exact: true });
    },
  });

  return useMemo(
    () => ({
      problems,
      mark,
      save(field, patch) {
        // The mutation tells its own errors; here only its end matters.
        const saved = mutateAsync({ field, patch }).catch(() => undefined);
        running.current = Promise.all([running.current, saved]);
      },
      async settled() {
        await running.current;
        return known.current.size === 0;
      },
    }),
    [problems, mark, mutateAsync],
  );
}
