/** A report as a table; of many thousand rows only those in view are in the page. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type ReactNode } from "react";
import type { Report, ReportColumn, ReportRow } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { isNumber, showCell, widthOf } from "./cells";

const ROW_PX = 40;
const OVERSCAN = 12;

export function ReportTable({
  report,
  open,
}: {
  report: Report;
  open: (document: string) => void;
}): ReactNode {
  const { columns, rows, totals } = report;
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler builds this app
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const shown = virtualizer.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const least = columns.reduce((sum, column) => sum + widthOf(column), 0);

  return (
    <div className="table-card report-frame" ref={frame} tabIndex={0} role="region" aria-label={report.title}>
      <table className="table report" style={{ minWidth: least }} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map((column) => (
            // Words share what the others leave.
            <col
              key={column.name}
              style={column.kind === "KIND_TEXT" ? undefined : { width: widthOf(column) }}
            />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumber(column) ? "number" : ""}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} columns={columns.length} />
          {shown.map(({ index }) => {
            const row = rows[index];
            return row && <Row key={index} index={index} row={row} columns={columns} open={open} />;
          })}
          <Gap height={below} columns={columns.length} />
        </tbody>
        {totals && <Totals columns={columns} totals={totals} />}
      </table>
    </div>
  );
}

/** Stands for the rows that are out of view. */
function Gap({ height, columns }: { height: number; columns: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Row(props: {
  index: number;
  row: ReportRow;
  columns: readonly ReportColumn[];
  open: (document: string) => void;
}): ReactNode {
  const { t, language } = useWords();
  const { index, row, columns, open } = props;
  const { values, document_id } = row;
  const named = Math.max(
    columns.findIndex(({ name }) => name === "number"),
    0,
  );
  return (
    <tr
      aria-rowindex={index + 2}
      className={document_id ? "row-opens" : ""}
      data-testid="report-row"
      data-document-id={document_id}
      onClick={() => document_id && open(document_id)}
    >
      {columns.map((column, at) => {
        const text = showCell(values[at] ?? "", column, language);
        return (
          <td key={column.name} className={isNumber(column) ? "number" : ""} title={text}>
            {document_id && at === named ? (
              <button
                type="button"
                className="link-button"
                aria-label={t("reports.open", { name: text || "–" })}
              >
                {text || "–"}
              </button>
            ) : (
              text
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Totals({ columns, totals }: { columns: readonly ReportColumn[]; totals: ReportRow }): ReactNode {
  const { language } = useWords();
  return (
    <tfoot>
      <tr data-testid="report-totals">
        {columns.map((column, at) => {
          const text = showCell(totals.values[at] ?? "", column, language);
          return at === 0 ? (
            <th key={column.name} scope="row">
              {text}
            </th>
          ) : (
            <td key={column.name} className={isNumber(column) ? "number" : ""} data-column={column.name}>
              {text}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
