/** A line through a page, where one document ends and another begins: dragged, or moved by the arrow keys. */
import { useRef, useState, type ReactNode, type RefObject } from "react";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { Dialog } from "../../shared/ui/Dialog";
import { pageAddress, pageNumbers, useSource } from "../picture/pages";
import { CutLine } from "./CutLine";
import { MIDDLE, type Cut } from "./cut";

interface CutDialogProps {
  document: Doc;
  open: boolean;
  close: () => void;
  cut: (cut: Cut) => void;
}

export function CutDialog({ document, open, close, cut }: CutDialogProps): ReactNode {
  const { t } = useWords();
  const line = useRef<HTMLDivElement>(null);
  return (
    <Dialog title={t("filing.cut")} open={open} close={close} full first={line}>
      <CutForm document={document} cut={cut} line={line} />
    </Dialog>
  );
}

function CutForm(props: {
  document: Doc;
  cut: (cut: Cut) => void;
  line: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const { t } = useWords();
  const pages = pageNumbers(props.document);
  const [cut, setCut] = useState<Cut>({ page: pages[0] ?? 1, across: true, position: MIDDLE });
  const [shown, setShown] = useState(false);
  function choose(page: number): void {
    setShown(false);
    setCut({ ...cut, page, position: MIDDLE });
  }
  return (
    <form
      className="cut-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (shown) props.cut(cut);
      }}
    >
      <p className="soft">{t("filing.cut.text")}</p>
      <div className="cut-choices">
        <Ways across={cut.across} choose={(across) => setCut({ ...cut, across, position: MIDDLE })} />
        {pages.length > 1 && (
          <label className="cut-page">
            {t("filing.cut.page")}
            <select
              data-testid="cut-page"
              value={cut.page}
              onChange={({ target }) => choose(Number(target.value))}
            >
              {pages.map((page, index) => (
                <option key={page} value={page}>
                  {index + 1}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <CutPage key={cut.page} address={pageAddress(props.document, cut.page)} onShown={() => setShown(true)}>
        <CutLine cut={cut} line={props.line} move={(position) => setCut({ ...cut, position })} />
      </CutPage>
      <div className="form-actions">
        <button className="button button-primary" data-testid="cut-confirm" disabled={!shown}>
          {t("filing.cut.confirm")}
        </button>
      </div>
    </form>
  );
}

function Ways({ across, choose }: { across: boolean; choose: (across: boolean) => void }): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className="cut-ways">
      <legend className="visually-hidden">{t("filing.cut.way")}</legend>
      {[true, false].map((way) => (
        <label key={String(way)} className="flag-choice">
          <input
            type="radio"
            name="cut-way"
            data-testid={way ? "cut-across" : "cut-down"}
            checked={across === way}
            onChange={() => choose(way)}
          />
          {t(way ? "filing.cut.across" : "filing.cut.down")}
        </label>
      ))}
    </fieldset>
  );
}

function CutPage(props: { address: string; onShown: () => void; children: ReactNode }): ReactNode {
  const { t } = useWords();
  const { source, broken, onError } = useSource(props.address);
  if (broken) return <p>{t("review.no_picture")}</p>;
  return (
    <div className="cut-room">
      <div className="cut-sheet">
        <img
          src={source}
          alt={t("review.picture")}
          draggable={false}
          onLoad={props.onShown}
          onError={onError}
        />
        {props.children}
      </div>
    </div>
  );
}
