/** The documents that were ticked in the work list. */
import { useRef, useState } from "react";
import type { Doc } from "../../shared/api/types";

export interface Selection {
  chosen: ReadonlySet<string>;
  /** @param upTo also ticks all between the one that was ticked before and this one */
  toggle: (id: string, upTo: boolean) => void;
  clear: () => void;
}

export function useSelection(documents: readonly Doc[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  return {
    chosen,
    toggle(id, upTo) {
      const ids = upTo ? between(documents, last.current ?? id, id) : [id];
      setChosen((before) => {
        const after = new Set(before);
        // A range is only ever added to: what it takes away would mostly be out of sight.
        for (const one of ids)
          if (!upTo && before.has(one)) after.delete(one);
          else after.add(one);
        return after;
      });
      last.current = id;
    },
    clear: () => setChosen(new Set()),
  };
}

/** Those that may be approved from the first to the second, in whichever order they stand. */
export function between(documents: readonly Doc[], first: string, second: string): string[] {
  const ends = [first, second].map((id) => documents.findIndex((one) => one.id === id));
  return documents
    .slice(Math.max(Math.min(...ends), 0), Math.max(...ends) + 1)
    .filter((one) => one.state === "REVIEW")
    .map((one) => one.id);
}
