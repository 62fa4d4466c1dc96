/** Corrections of one document: shown at once, sent one after the other, taken back where the server refuses. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { api } from "../shared/api/http";
import { ApiProblem } from "../shared/api/problem";
import type { Doc, Extraction, ExtractionPatch } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { sentence } from "../shared/problems";
import { applyPatch } from "./fields";
import { documentKeys } from "./queries";

type Change = (known: Extraction) => ExtractionPatch;

export interface Corrections {
  /** Sentences by field, for those whose last correction was refused or could not be understood. */
  problems: ReadonlyMap<string, string>;
  /** Changes what is shown and sends it. The change is asked with what is known by now, which may not be drawn yet. */
  save(field: string, change: Change): void;
  /** Marks or clears a field that can't be understood as it was typed. */
  mark(field: string, problem: string | null): void;
  /** Waits for the corrections under way; false where a field is still wrong. */
  settled(): Promise<boolean>;
}

interface Correction {
  field: string;
  patch: ExtractionPatch;
}

/** A document with the corrections that are not stored yet, but for one: no answer about an earlier state may hide them. */
function withWaiting(client: QueryClient, document: Doc, stored?: Correction): Doc {
  return client
    .getMutationCache()
    .findAll({ mutationKey: documentKeys.correcting(document.id), status: "pending" })
    .map(({ state }) => state.variables as Correction)
    .filter((waiting) => waiting !== stored)
    .reduce((known, { patch }) => withPatch(known, patch), document);
}

function withPatch(document: Doc, patch: ExtractionPatch): Doc {
  return document.extraction ? { ...document, extraction: applyPatch(document.extraction, patch) } : document;
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
    mutationKey: documentKeys.correcting(id),
    scope: { id: `document-${id}` },
    mutationFn: ({ patch }: Correction) =>
      api<Doc>(`/documents/${id}/extraction`, {
        method: "PATCH",
        // Read when its turn comes: the correction before this one raised it.
        query: { revision: client.getQueryData<Doc>(documentKeys.one(id))?.revision },
        json: patch,
      }),
    onMutate: async () => {
      // An answer that was asked for before would put the old value back.
      await client.cancelQueries({ queryKey: documentKeys.one(id), exact: true });
      client.setQueryData<Doc>(documentKeys.one(id), (document) => document && withWaiting(client, document));
    },
    onSuccess: (document, stored) => {
      client.setQueryData(documentKeys.one(id), withWaiting(client, document, stored));
      void client.invalidateQueries({ queryKey: documentKeys.lists });
    },
    onError: (error, { field }) => {
      const changed = error instanceof ApiProblem && error.status === 409;
      const own = error instanceof ApiProblem ? [...error.fields.values()][0] : undefined;
      mark(field, changed ? t("review.changed") : (own ?? sentence(error, t)));
      // With others on their way theirs is the newer answer.
      if (client.isMutating({ mutationKey: documentKeys.correcting(id) }) <= 1)
        void client.invalidateQueries({ queryKey: documentKeys.one(id), exact: true });
    },
  });

  return useMemo(
    () => ({
      problems,
      mark,
      save(field, change) {
        const document = client.getQueryData<Doc>(documentKeys.one(id));
        if (!document?.extraction) return;
        const patch = change(document.extraction);
        mark(field, null);
        client.setQueryData<Doc>(documentKeys.one(id), withPatch(document, patch));
        // The mutation tells its own errors; here only its end matters.
        const saved = mutateAsync({ field, patch }).catch(() => undefined);
        running.current = Promise.all([running.current, saved]);
      },
      async settled() {
        await running.current;
        return known.current.size === 0;
      },
    }),
    [problems, mark, mutateAsync, client, id],
  );
}
