/** A document's state as a coloured word; the colour is never the only sign. */
import type { ReactNode } from "react";
import type { DocumentState } from "../api/types";
import { useWords } from "../i18n";

export function StateChip({ state, children }: { state: DocumentState; children?: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <span className={`chip chip-${state.toLowerCase()}`}>
      <span className="chip-dot" aria-hidden="true" />
      {children ?? t(`state.${state}`)}
    </span>
  );
}
