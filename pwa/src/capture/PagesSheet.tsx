/** Several pages of one document: each is safe on the phone as it is taken, and they go as one file. */
import { useState, type ReactNode } from "react";
import { NotKept } from "../queue/captures";
import type { Page } from "../queue/database";
import { addPage, bind, NotAPage, pagesOf, removePage, removePages } from "../pages/bind";
import { useWords, type MessageKey } from "../shared/i18n";
import { Banner } from "../shared/ui/feedback";
import { CameraIcon, TrashIcon } from "../shared/ui/icons";
import { useStored } from "./live";
import { PictureInput } from "./PictureInput";
import { Sheet } from "./Sheet";
import { useObjectUrl } from "./Thumbnail";

export interface PagesSheetProps {
  owner: string;
  originals: boolean;
  /** Keeps the bound document; pages are given up only after it. */
  takeWhole: (file: File, firstPage: ArrayBuffer) => Promise<void>;
  /** Opens the live camera for pages, where there is one. */
  camera?: () => void;
  close: () => void;
}

export function PagesSheet({ owner, originals, takeWhole, camera, close }: PagesSheetProps): ReactNode {
  const { t } = useWords();
  const pages = useStored(pagesOf, owner) ?? [];
  const [trouble, setTrouble] = useState<MessageKey>();
  const [busy, setBusy] = useState(false);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setTrouble(undefined);
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  }

  function add(files: readonly File[]): void {
    void attempt(async () => {
      for (const file of files) await addPage(owner, file, originals);
    });
  }

  function finish(): void {
    const [first] = pages;
    if (!first) return;
    void attempt(async () => {
      const day = new Date().toISOString().slice(0, 10);
      await takeWhole(bind(pages, `document-${day}-${pages.length}p.pdf`), first.bytes);
      await removePages(pages);
      close();
    });
  }

  return (
    <Sheet labelledBy="pages-title" className="pages" close={close}>
      <h2 id="pages-title">{t("pages.title")}</h2>
      <p className="capture-when">{t("pages.hint")}</p>
      {trouble && (
        <Banner tone="bad" alert>
          <p>{t(trouble)}</p>
        </Banner>
      )}
      <ol className="pages-list">
        {pages.map((page, index) => (
          <PageCard key={page.id} page={page} number={index + 1} />
        ))}
        <li>
          <label className="pages-add">
            <PictureInput testId="page-input" camera multiple pictures disabled={busy} take={add} />
            <CameraIcon />
            <span>{t("pages.add")}</span>
          </label>
        </li>
      </ol>
      <div className="pages-foot">
        {camera && (
          <button type="button" className="button" onClick={camera}>
            {t("live.open")}
          </button>
        )}
        <label className="button">
          <PictureInput multiple pictures disabled={busy} take={add} />
          {t("pages.gallery")}
        </label>
        <button type="button" className="button" onClick={close}>
          {t("pages.later")}
        </button>
        <button
          type="button"
          className="button button-primary"
          data-testid="pages-done"
          disabled={pages.length === 0 || busy}
          onClick={finish}
        >
          {t("pages.done", { count: pages.length })}
        </button>
      </div>
    </Sheet>
  );
}

function troubleOf(error: unknown): MessageKey {
  if (error instanceof NotAPage) return "pages.not_a_page";
  return error instanceof NotKept && error.reason === "full" ? "capture.store.full" : "capture.store.broken";
}

function PageCard({ page, number }: { page: Page; number: number }): ReactNode {
  const { t } = useWords();
  const image = useObjectUrl(page.bytes);
  return (
    <li data-testid="page">
      <img ref={image} alt={t("pages.page", { number })} />
      <button
        type="button"
        className="icon-button"
        aria-label={t("pages.remove", { number })}
        title={t("pages.remove", { number })}
        onClick={() => void removePage(page.id)}
      >
        <TrashIcon />
      </button>
    </li>
  );
}
