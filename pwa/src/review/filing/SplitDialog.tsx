/** Chooses the pages from which on another document begins. */
import { useState, type ReactNode } from "react";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { Dialog } from "../../shared/ui/Dialog";
import { pageAddress, pageNumbers } from "../picture/pages";

export function SplitDialog(props: {
  document: Doc;
  open: boolean;
  close: () => void;
  split: (firstPages: readonly number[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { document } = props;
  const pages = pageNumbers(document);
  const [cuts, setCuts] = useState<readonly number[]>([]);
  function toggle(page: number): void {
    setCuts((now) => (now.includes(page) ? now.filter((one) => one !== page) : [...now, page]));
  }
  return (
    <Dialog title={t("filing.split")} open={props.open} close={props.close} wide>
      <p className="soft">{t(pages.length > 1 ? "filing.split.text" : "filing.split.one")}</p>
      {pages.length > 1 && (
        <ol className="cuts">
          {pages.map((page, index) => (
            <li key={page} className={cuts.includes(page) ? "cut" : undefined}>
              <img src={pageAddress(document, page, 160)} alt="" loading="lazy" />
              {index === 0 ? (
                <span className="small">{t("review.picture.page", { page: 1, count: pages.length })}</span>
              ) : (
                <label className="flag-choice small">
                  <input
                    type="checkbox"
                    data-testid={`split-${page}`}
                    checked={cuts.includes(page)}
                    onChange={() => toggle(page)}
                  />
                  {t("filing.split.page", { page: index + 1 })}
                </label>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="form-actions">
        <button
          type="button"
          className="button button-primary"
          data-testid="split-confirm"
          disabled={cuts.length === 0}
          onClick={() => {
            setCuts([]);
            props.split([...cuts].sort((one, other) => one - other));
          }}
        >
          {t("filing.split.confirm", { count: cuts.length && cuts.length + 1 })}
        </button>
      </div>
    </Dialog>
  );
}
