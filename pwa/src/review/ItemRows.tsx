/** The items sold, folded away until they are wanted: most receipts are booked without a look at them. */
import { useState, type ReactNode } from "react";
import { useWords, type MessageKey } from "../shared/i18n";
import { FieldInput } from "./FieldInput";
import { FieldRows } from "./FieldRows";
import type { FieldKind } from "./fields";
import { useReview } from "./ReviewContext";

/** A wholesaler's invoice may have two thousand: that many fields at once would stall the page. */
const SHOWN = 40;

const CELLS = [
  ["description", "text"],
  ["quantity", "decimal"],
  ["unit", "text"],
  ["unit_price", "decimal"],
  ["amount", "amount"],
  ["vat_code", "text"],
] as const satisfies readonly (readonly [string, FieldKind])[];

export function ItemRows(): ReactNode {
  const { t } = useWords();
  const { lines } = useReview().extraction;
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  return (
    <details
      className="group items"
      open={open}
      data-testid="items"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {t("review.lines")} <span className="soft">({lines.length})</span>
      </summary>
      {open && (
        <FieldRows
          name="lines"
          className="rows-item"
          fresh={{}}
          add="field.lines.add"
          remove="field.lines.remove"
          most={all ? undefined : SHOWN}
          onAdd={() => setAll(true)}
        >
          {(index, label) =>
            CELLS.map(([cell, kind]) => (
              <FieldInput
                key={cell}
                bare
                name={`lines.${index}.${cell}`}
                label={label(`field.lines.${cell}` satisfies MessageKey)}
                kind={kind}
                placeholder={t(`field.lines.${cell}`)}
              />
            ))
          }
        </FieldRows>
      )}
      {open && !all && lines.length > SHOWN && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          {t("review.lines.all", { count: lines.length })}
        </button>
      )}
    </details>
  );
}
