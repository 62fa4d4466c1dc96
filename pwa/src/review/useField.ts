/** One field's draft: what is typed or taken from the picture, saved when it is left, in words what is wrong. */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useWords } from "../shared/i18n";
import { parseField, patchFor, readField, type FieldKind } from "./fields";
import { valueFromWord } from "./picture/wordValue";
import { useReview } from "./ReviewContext";

export interface Field {
  value: string;
  draft: string;
  problem: string | undefined;
  change: (text: string) => void;
  commit: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: () => void;
  onBlur: () => void;
}

export function useField(name: string, kind: FieldKind): Field {
  const { t } = useWords();
  const { extraction, editable, corrections, point, unpoint, focusField, target, tryOut } = useReview();
  const value = readField(extraction, name) ?? "";
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const undone = useRef(false);
  const problem = corrections.problems.get(name);

  // What comes from the server replaces what stands here, unless it was refused and waits to be put right.
  if (seen !== value && problem === undefined) {
    setSeen(value);
    setDraft(value);
  }

  function change(text: string): void {
    setDraft(text);
    const parsed = parseField(kind, text);
    tryOut(name, "problem" in parsed ? null : patchFor(extraction, name, parsed.value));
  }

  function commit(text: string): void {
    tryOut(name, null);
    if (!editable || text === value) return corrections.mark(name, null);
    const parsed = parseField(kind, text);
    if ("problem" in parsed) return corrections.mark(name, t(parsed.problem));
    setDraft(parsed.value ?? "");
    if ((parsed.value ?? "") === value) return corrections.mark(name, null);
    corrections.save(name, (known) => patchFor(known, name, parsed.value));
  }

  function take(word: string, add: boolean): boolean {
    const found = valueFromWord(kind, word);
    if (!editable || found === null) return false;
    const text = add && draft ? `${draft} ${found}` : found;
    setDraft(text);
    commit(text);
    return true;
  }
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });

  return {
    value,
    draft,
    problem,
    change,
    commit,
    onKeyDown(event) {
      if (event.key === "Escape") {
        undone.current = true;
        setDraft(value);
        tryOut(name, null);
        corrections.mark(name, null);
        event.currentTarget.closest<HTMLElement>("main")?.focus();
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        // Leaving the field saves it.
        focusField(event.currentTarget, 1);
      }
    },
    onFocus() {
      target.current = { field: name, take: (word, add) => latest.current(word, add) };
      point(name, "focus");
    },
    onBlur() {
      target.current = null;
      unpoint("focus");
      if (undone.current) undone.current = false;
      else commit(draft);
    },
  };
}
