/** The parts of a document that have rows (VAT by rate, payments, items): add, change, delete. */
import { useEffect, useRef, type ReactNode } from "react";
import { useWords, type MessageKey } from "../shared/i18n";
import { PlusIcon, TrashIcon } from "../shared/ui/icons";
import { patchRows, type Row, type Table } from "./fields";
import { useReview } from "./ReviewContext";

interface RowsProps<Name extends Table> {
  name: Name;
  className: string;
  /** What a new row begins with. */
  fresh: Row<Name>;
  add: MessageKey;
  remove: MessageKey;
  /** Rows shown at most; the others are counted. */
  most?: number;
  onAdd?: () => void;
  children: (index: number, label: (field: MessageKey) => string) => ReactNode;
}

export function FieldRows<Name extends Table>(props: RowsProps<Name>): ReactNode {
  const { t } = useWords();
  const { extraction, editable, corrections } = useReview();
  const { name, fresh, most = Infinity } = props;
  const rows: readonly Row<Name>[] = extraction[name];
  const save = (change: (rows: readonly Row<Name>[]) => readonly Row<Name>[]): void =>
    corrections.save(name, (known) => patchRows(name, change(known[name])));

  const added = useRef<number | null>(null);
  function add(): void {
    added.current = rows.length;
    save((known) => [...known, fresh]);
    props.onAdd?.();
  }
  // What is missing in a new row is typed next.
  useEffect(() => {
    if (added.current === null || rows.length <= added.current) return;
    const first = `[data-field^="${name}.${added.current}."]`;
    added.current = null;
    window.document.querySelector<HTMLElement>(first)?.focus();
  }, [name, rows.length]);

  return (
    <>
      {rows.slice(0, most).map((_, index) => {
        const label = (field: MessageKey): string => t("field.row", { field: t(field), row: index + 1 });
        return (
          <div className={`rows ${props.className}`} key={index} data-testid={`row-${name}`}>
            {props.children(index, label)}
            {editable && (
              <button
                type="button"
                className="icon-button row-remove"
                aria-label={label(props.remove)}
                title={label(props.remove)}
                data-testid={`remove-${name}.${index}`}
                onClick={() => save((known) => known.filter((__, other) => other !== index))}
              >
                <TrashIcon />
              </button>
            )}
          </div>
        );
      })}
      {editable && (
        <button
          type="button"
          className="button button-small button-quiet"
          data-testid={`add-${name}`}
          onClick={add}
        >
          <PlusIcon /> {t(props.add)}
        </button>
      )}
      <RowsProblem name={name} />
    </>
  );
}

/** Why a change to rows or choices was refused. */
export function RowsProblem({ name }: { name: string }): ReactNode {
  const problem = useReview().corrections.problems.get(name);
  return (
    problem && (
      <p className="hint hint-bad" role="alert">
        {problem}
      </p>
    )
  );
}
