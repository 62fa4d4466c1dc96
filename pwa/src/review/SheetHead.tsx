/** The head of one document: whose it is, where it stands, and the way to the ones beside it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Doc } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { ArrowLeftIcon, ChevronDownIcon, ChevronUpIcon } from "../shared/ui/icons";
import { StateChip } from "../shared/ui/StateChip";
import { clientsQuery } from "./queries";
import type { WorkOrder } from "./useWorkOrder";

const FROM = "/office/documente/$id";

export function SheetHead({ document, order }: { document: Doc; order: WorkOrder }): ReactNode {
  const { t } = useWords();
  const search = useSearch({ from: FROM });
  const { data: clients } = useQuery(clientsQuery);
  const client = clients?.find(({ id }) => id === document.client_id);
  return (
    <div className="review-head">
      <Link
        to="/documente"
        search={search}
        className="icon-button"
        aria-label={t("review.back")}
        title={t("review.back")}
      >
        <ArrowLeftIcon />
      </Link>
      <div className="review-title">
        <h1 id="review-title">{document.extraction?.supplier?.name ?? document.filename}</h1>
        <p className="soft">{[client?.name, document.filename].filter(Boolean).join(" · ")}</p>
      </div>
      <StateChip state={document.state} />
      <div className="review-steps">
        {order.index > 0 && (
          <span className="soft small">
            {t("review.position", { index: order.index, count: order.count })}
          </span>
        )}
        <Step id={order.previous} label={t("review.previous")}>
          <ChevronUpIcon />
        </Step>
        <Step id={order.next} label={t("review.next")}>
          <ChevronDownIcon />
        </Step>
      </div>
    </div>
  );
}

function Step({
  id,
  label,
  children,
}: {
  id: string | undefined;
  label: string;
  children: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  const search = useSearch({ from: FROM });
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={id === undefined}
      onClick={() => void navigate({ to: "/documente/$id", params: { id: id ?? "" }, search })}
    >
      {children}
    </button>
  );
}
