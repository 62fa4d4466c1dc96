/** Approving many: what will be approved, then what was and what was refused and why. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { showAmount, sum } from "../../shared/money";
import { Dialog } from "../../shared/ui/Dialog";
import { Banner, Failure, Loading } from "../../shared/ui/feedback";
import { AlertIcon, CheckIcon } from "../../shared/ui/icons";
import { toast } from "../../shared/ui/Toasts";
import { documentKeys } from "../queries";
import type { WorkSearch } from "../search";
import { partedByMonth } from "./closedMonths";
import { useBulkApproval, withoutProblems, type Approved } from "./useBulkApproval";

/** "Approve those without problems": asks for them, shows how many and how much, then approves. */
export function ApproveClean({ search }: { search: WorkSearch }): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" data-testid="approve-clean" onClick={() => setOpen(true)}>
        <CheckIcon /> {t("bulk.clean")}
      </button>
      {open && <CleanDialog search={search} close={() => setOpen(false)} />}
    </>
  );
}

function CleanDialog({ search, close }: { search: WorkSearch; close: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const approval = useBulkApproval();
  const { data, error, refetch } = useQuery({
    queryKey: [...documentKeys.lists, "clean", search],
    queryFn: async () => partedByMonth(client, await withoutProblems(search)),
    staleTime: 0,
    // What is being approved must not change while it is.
    enabled: approval.isIdle,
  });
  return (
    <Dialog title={t("bulk.clean")} open close={close} wide>
      {approval.data ? (
        <Outcome approved={approval.data} close={close} />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data ? (
        <>
          <p>{t("bulk.clean.text")}</p>
          <p className="bulk-sum" data-testid="bulk-count">
            {t("list.count", { count: data.open.length })} <Sums documents={data.open} />
          </p>
          {data.closed.length > 0 && (
            <p className="soft" data-testid="bulk-closed">
              {t("bulk.closed", { count: data.closed.length })}
            </p>
          )}
          <div className="form-actions">
            <button type="button" className="button" onClick={close}>
              {t("action.cancel")}
            </button>
            <button
              type="button"
              className="button button-primary"
              data-testid="bulk-confirm"
              disabled={data.open.length === 0 || approval.isPending}
              onClick={() => approval.mutate(data.open)}
            >
              {approval.isPending
                ? t("bulk.progress", { done: approval.done, count: data.open.length })
                : t("bulk.approve", { count: data.open.length })}
            </button>
          </div>
        </>
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

/** What the ticked documents come to, by currency. */
function Sums({ documents }: { documents: readonly Doc[] }): ReactNode {
  const { language } = useWords();
  const currencies = [...new Set(documents.map((one) => one.extraction?.currency ?? "RON"))];
  return currencies.map((currency) => {
    const amounts = documents
      .filter((one) => (one.extraction?.currency ?? "RON") === currency)
      .map((one) => one.extraction?.total);
    return (
      <span key={currency} className="number">
        {showAmount(sum(amounts), language)} <span className="currency">{currency}</span>
      </span>
    );
  });
}

function Outcome({ approved, close }: { approved: Approved; close: () => void }): ReactNode {
  const { t } = useWords();
  const { count, refused } = approved;
  return (
    <>
      <Banner tone="good" icon={<CheckIcon />}>
        <p data-testid="bulk-approved">{t("bulk.approved", { count })}</p>
      </Banner>
      {refused.length > 0 && (
        <Banner tone="warn" icon={<AlertIcon />} title={t("bulk.refused", { count: refused.length })}>
          <ul className="bulk-refused">
            {refused.map(({ document, message }) => (
              <li key={document.id} data-testid="bulk-refused">
                <Link to="/documente/$id" params={{ id: document.id }} onClick={close}>
                  {document.extraction?.supplier?.name ?? document.filename}
                </Link>
                : {message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <div className="form-actions">
        <button type="button" className="button button-primary" onClick={close}>
          {t("action.close")}
        </button>
      </div>
    </>
  );
}

/** What to do with the ticked documents; stays in sight while one scrolls. */
export function SelectionBar(props: { documents: readonly Doc[]; clear: () => void }): ReactNode {
  const { t } = useWords();
  const { documents, clear } = props;
  const approval = useBulkApproval();
  const [approved, setApproved] = useState<Approved | null>(null);
  function approve(): void {
    approval.mutate(documents, {
      onSuccess: (result) => {
        clear();
        if (result.refused.length > 0) setApproved(result);
        else toast(t("bulk.approved", { count: result.count }));
      },
    });
  }
  return (
    <>
      {documents.length > 0 && (
        <div className="selection-bar" role="region" aria-label={t("bulk.selected.label")}>
          <span data-testid="selected-count">{t("bulk.selected", { count: documents.length })}</span>
          <Sums documents={documents} />
          <button type="button" className="button" onClick={clear}>
            {t("bulk.clear")}
          </button>
          <button
            type="button"
            className="button button-primary"
            data-testid="approve-selected"
            disabled={approval.isPending}
            onClick={approve}
          >
            <CheckIcon /> {t("bulk.approve", { count: documents.length })}
          </button>
        </div>
      )}
      <Dialog title={t("bulk.result")} open={approved !== null} close={() => setApproved(null)} wide>
        {approved && <Outcome approved={approved} close={() => setApproved(null)} />}
      </Dialog>
    </>
  );
}
