/** Two documents that may be one purchase, side by side: pictures, and the values in which they differ. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Doc, Extraction } from "../shared/api/types";
import { showDate, showInstant } from "../shared/dates";
import { useWords, type MessageKey } from "../shared/i18n";
import { showAmount } from "../shared/money";
import { Dialog } from "../shared/ui/Dialog";
import { Failure, Loading } from "../shared/ui/feedback";
import { StateChip } from "../shared/ui/StateChip";
import { readField } from "./fields";
import { pageAddress, pageNumbers } from "./picture/pages";
import { documentQuery } from "./queries";

const COMPARED = [
  "supplier.name",
  "supplier.cui",
  "series",
  "number",
  "issue_date",
  "issue_time",
  "total",
  "vat_total",
] as const satisfies readonly string[];

export function CompareDialog(props: {
  document: Doc;
  other: string;
  open: boolean;
  close: () => void;
  children?: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ ...documentQuery(props.other), enabled: props.open });
  return (
    <Dialog title={t("compare.title")} open={props.open} close={props.close} full>
      {props.children}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="compare" data-testid="compare">
          <Side title={t("compare.this")} document={props.document} />
          <Side title={t("compare.other")} document={data} />
          <Differences one={props.document.extraction} other={data.extraction} />
        </div>
      )}
    </Dialog>
  );
}

function Side({ title, document }: { title: string; document: Doc }): ReactNode {
  const { language } = useWords();
  return (
    <figure className="compare-side">
      <figcaption>
        <span className="strong">{title}</span> <StateChip state={document.state} />
        <span className="soft small">
          {[document.filename, document.created_by, showInstant(document.create_time, language)].join(" · ")}
        </span>
      </figcaption>
      <div className="compare-picture" tabIndex={0} role="region" aria-label={title}>
        <img src={pageAddress(document, pageNumbers(document)[0] ?? 1)} alt={document.filename} />
      </div>
    </figure>
  );
}

function Differences(props: { one: Extraction | undefined; other: Extraction | undefined }): ReactNode {
  const { t, language } = useWords();
  const shown = (extraction: Extraction | undefined, name: string): string => {
    const value = extraction && readField(extraction, name);
    if (name === "issue_date") return showDate(value, language);
    return name.endsWith("total") ? showAmount(value, language) : (value ?? "");
  };
  return (
    <table className="note-table compare-values">
      <thead>
        <tr>
          <th scope="col">{t("compare.field")}</th>
          <th scope="col">{t("compare.this")}</th>
          <th scope="col">{t("compare.other")}</th>
        </tr>
      </thead>
      <tbody>
        {COMPARED.map((name) => {
          const [one, other] = [shown(props.one, name), shown(props.other, name)];
          return (
            <tr key={name} className={one === other ? undefined : "differs"}>
              <th scope="row">{t(`field.${name}` satisfies MessageKey)}</th>
              <td>{one || "—"}</td>
              <td>
                {other || "—"}
                {one !== other && <span className="visually-hidden"> ({t("compare.differs")})</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
