/** Reports over what is in the books of a company: shown, downloaded, and followed down to note and document. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { address } from "../../shared/api/http";
import type { ReportDescription } from "../../shared/api/types";
import { bareCui, isCui } from "../../shared/cui";
import { lastMonths, monthSpan, showMonth, thisMonth } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { chooseClient } from "../../shared/identity";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { BookIcon, DownloadIcon, ShopIcon } from "../../shared/ui/icons";
import { SelectField } from "../../shared/ui/SelectField";
import { TextField } from "../../shared/ui/TextField";
import { CompanyField } from "../pickers/CompanyField";
import { useCompany } from "../pickers/company";
import type { ReportsSearch } from "../search";
import { DocumentNotes } from "./DocumentNotes";
import { catalogueQuery, reportPath, reportQuery, type ReportScope } from "./queries";
import { ReportTable } from "./ReportTable";
import "../admin.css";
import "./reports.css";

const MONTHS = 36;

export function ReportsPage(): ReactNode {
  const { t, language } = useWords();
  const search = useSearch({ from: "/office/rapoarte" });
  const navigate = useNavigate({ from: "/rapoarte" });
  const { clients, company, error, retry } = useCompany(search.client);
  const catalogue = useQuery(catalogueQuery(language));
  const report = catalogue.data?.find(({ name }) => name === search.report) ?? catalogue.data?.[0];

  function set(change: ReportsSearch): void {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  }

  const from = search.from ?? search.to ?? thisMonth();
  const to = search.to && search.to >= from ? search.to : from;
  const scope: ReportScope = {
    client_id: company?.id ?? "",
    from: monthSpan(from).from,
    to: monthSpan(to).to,
    supplier_cui: report?.needs_supplier ? search.cui : undefined,
  };

  return (
    <main id="main" className="page page-wide" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{report?.title ?? t("reports.title")}</h1>
          <p className="soft">{report?.description ?? t("reports.lead")}</p>
        </div>
        {report && company && (!report.needs_supplier || scope.supplier_cui) && (
          <Downloads report={report} scope={scope} />
        )}
      </div>
      <div className="choices">
        <SelectField
          label={t("reports.report")}
          data-testid="report"
          value={report?.name ?? ""}
          change={(name) => set({ report: name })}
          options={(catalogue.data ?? []).map(({ name, title }) => ({ value: name, label: title }))}
        />
        <CompanyField
          clients={clients}
          value={company?.id ?? ""}
          change={(id) => {
            chooseClient(id);
            set({ client: id });
          }}
        />
        <MonthField label={t("reports.from")} value={from} change={(month) => set({ from: month })} />
        <MonthField label={t("reports.to")} value={to} change={(month) => set({ from, to: month })} />
        {report?.needs_supplier && <SupplierField cui={search.cui} change={(cui) => set({ cui })} />}
      </div>
      {(error ?? catalogue.error) ? (
        <Failure error={error ?? catalogue.error} retry={error ? retry : () => void catalogue.refetch()} />
      ) : clients?.length === 0 ? (
        <Empty icon={<BookIcon />} title={t("client.none")} text={t("clients.empty.text")} />
      ) : !report || !company ? (
        <Loading />
      ) : (
        <Result report={report} scope={scope} open={(document) => set({ document })} />
      )}
      <DocumentNotes document={search.document} close={() => set({ document: undefined })} />
    </main>
  );
}

function Result(props: {
  report: ReportDescription;
  scope: ReportScope;
  open: (document: string) => void;
}): ReactNode {
  const { t, language } = useWords();
  const { report, scope, open } = props;
  const isMissing = report.needs_supplier && !scope.supplier_cui;
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    ...reportQuery(report.name, scope, language),
    enabled: !isMissing,
  });
  if (isMissing) {
    return (
      <Empty
        icon={<ShopIcon />}
        title={t("reports.supplier.needed.title")}
        text={t("reports.supplier.needed.text")}
      />
    );
  }
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  // What was shown before may be of another report, whose columns would mislead.
  if (isPending || data.name !== report.name) return <Loading />;
  if (data.rows.length === 0) {
    return <Empty icon={<BookIcon />} title={t("reports.empty.title")} text={t("reports.empty.text")} />;
  }
  return (
    <div className={isPlaceholderData ? "stale" : ""}>
      <ReportTable report={data} open={open} />
      <p className="soft small report-foot">
        {t("reports.rows", { count: data.rows.length })}
        {data.rows.some(({ document_id }) => document_id) && ` · ${t("reports.hint")}`}
      </p>
    </div>
  );
}

function Downloads({ report, scope }: { report: ReportDescription; scope: ReportScope }): ReactNode {
  const { t } = useWords();
  return (
    <div className="downloads" role="group" aria-label={t("reports.download")}>
      {report.formats.map((format) => (
        <a
          key={format}
          className="button"
          data-testid={`download-${format}`}
          href={address(`${reportPath(report.name)}:export`, { ...scope, format })}
          download={`${report.name}-${scope.from.slice(0, 7)}.${format}`}
        >
          <DownloadIcon /> {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}

function MonthField(props: { label: string; value: string; change: (month: string) => void }): ReactNode {
  const { language } = useWords();
  // A month of the address that lies further back is offered, too.
  const months = [...new Set([...lastMonths(MONTHS), props.value])];
  return (
    <SelectField
      label={props.label}
      value={props.value}
      change={props.change}
      options={months.map((month) => ({ value: month, label: showMonth(month, language) }))}
    />
  );
}

function SupplierField(props: { cui: string | undefined; change: (cui: string) => void }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(props.cui ?? "");
  const isWrong = text.trim().length > 1 && !isCui(text);
  return (
    <TextField
      label={t("reports.supplier")}
      data-testid="report-supplier"
      inputMode="numeric"
      autoComplete="off"
      value={text}
      change={(typed) => {
        setText(typed);
        if (isCui(typed)) props.change(bareCui(typed));
      }}
      problem={isWrong ? t("reports.supplier.wrong") : undefined}
    />
  );
}
