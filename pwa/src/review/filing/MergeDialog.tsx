/** Chooses the documents whose pages belong to this one. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Doc } from "../../shared/api/types";
import { showInstant } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { showAmount } from "../../shared/money";
import { Dialog } from "../../shared/ui/Dialog";
import { Loading } from "../../shared/ui/feedback";
import { pageAddress, pageNumbers } from "../picture/pages";
import { siblingsQuery } from "../queries";

export function MergeDialog(props: {
  document: Doc;
  open: boolean;
  close: () => void;
  merge: (others: readonly Doc[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { document, open } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { data } = useQuery({ ...siblingsQuery(document.client_id), enabled: open });
  const others = data?.filter(({ id }) => id !== document.id);
  // In the order in which they were ticked: that is the order of the pages.
  const picked = chosen.flatMap((id) => others?.find((other) => other.id === id) ?? []);
  return (
    <Dialog title={t("filing.merge")} open={open} close={props.close} wide>
      <p className="soft">{t("filing.merge.text")}</p>
      {!others && <Loading />}
      {others?.length === 0 && <p>{t("filing.merge.none")}</p>}
      <ul className="siblings">
        {others?.map((other) => (
          <li key={other.id}>
            <Sibling
              document={other}
              place={chosen.indexOf(other.id) + 1}
              toggle={() =>
                setChosen((now) =>
                  now.includes(other.id) ? now.filter((id) => id !== other.id) : [...now, other.id],
                )
              }
            />
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <button
          type="button"
          className="button button-primary"
          data-testid="merge-confirm"
          disabled={picked.length === 0}
          onClick={() => {
            setChosen([]);
            props.merge(picked);
          }}
        >
          {t("filing.merge.confirm", { count: picked.length })}
        </button>
      </div>
    </Dialog>
  );
}

function Sibling(props: { document: Doc; place: number; toggle: () => void }): ReactNode {
  const { t, language } = useWords();
  const { document, place } = props;
  const { extraction, filename } = document;
  return (
    <label className="sibling">
      <input
        type="checkbox"
        data-testid="merge-choice"
        data-document-id={document.id}
        checked={place > 0}
        onChange={props.toggle}
      />
      <img src={pageAddress(document, pageNumbers(document)[0] ?? 1, 160)} alt="" loading="lazy" />
      <span className="sibling-words">
        <span className="strong">{extraction?.supplier?.name ?? t("list.unread")}</span>
        <span className="soft small">
          {[filename, showInstant(document.create_time, language)].join(" · ")}
        </span>
      </span>
      <span className="number">{showAmount(extraction?.total, language)}</span>
      {place > 0 && <span className="chip">{place}</span>}
    </label>
  );
}
