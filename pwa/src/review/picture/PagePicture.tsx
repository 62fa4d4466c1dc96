/** The pictures of a document with the boxes of its fields and the words on them: zoom, rotate, drag, turn pages. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Doc, Extraction } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import {
  ArrowLeftIcon,
  ArrowRightIcon,
  DownloadIcon,
  FitIcon,
  MinusIcon,
  PlusIcon,
  RotateIcon,
} from "../../shared/ui/icons";
import { useShortcuts } from "../useShortcuts";
import { Page } from "./Page";
import { fileAddress, pageAddress, pageNumbers, wordsQuery, type Word } from "./pages";
import { Thumbnails } from "./Thumbnails";
import "./picture.css";
import { MOST_ZOOM, useView, type View } from "./view";

interface PictureProps {
  document: Doc;
  boxes: Extraction["boxes"];
  /** The field that is pointed at. */
  active: string | null;
  /** A word was clicked; absent where nothing may be filled. */
  take?: (word: Word, page: number, add: boolean) => void;
}

export function PagePicture({ document, boxes, active, take }: PictureProps): ReactNode {
  const { t } = useWords();
  const pages = pageNumbers(document);
  const view = useView();
  const { page, setPage } = usePage(pages, active === null ? undefined : boxes[active]?.page);
  const { data: words } = useQuery({ ...wordsQuery(document.id, page), enabled: take !== undefined });
  const count = pages.length;
  const at = pages.indexOf(page) + 1;
  const step = (by: 1 | -1): void => setPage(pages[at - 1 + by] ?? page);
  useShortcuts({
    "+": view.zoomIn,
    "=": view.zoomIn,
    "-": view.zoomOut,
    "0": view.fit,
    o: view.turn,
    "[": () => step(-1),
    "]": () => step(1),
  });
  return (
    <div className={count > 1 ? "picture picture-many" : "picture"} data-testid="picture" data-page={page}>
      {count > 1 && <Thumbnails document={document} pages={pages} page={page} choose={setPage} />}
      <Page
        key={page}
        address={pageAddress(document, page)}
        file={fileAddress(document)}
        label={count > 1 ? t("review.picture.page", { page: at, count }) : t("review.picture")}
        page={page}
        view={view}
        boxes={boxes}
        active={active}
        words={words ?? []}
        take={take && ((word, add) => take(word, page, add))}
      />
      <Tools document={document} view={view} page={at} count={count} step={step} />
    </div>
  );
}

/** The page that is shown: as chosen, until a field of another page is pointed at. */
function usePage(
  pages: readonly number[],
  pointed: number | undefined,
): { page: number; setPage: (page: number) => void } {
  const [page, setPage] = useState(pages[0] ?? 1);
  const [followed, setFollowed] = useState(pointed);
  if (followed !== pointed) {
    setFollowed(pointed);
    if (pointed !== undefined) setPage(pointed);
  }
  return { page: pages.includes(page) ? page : (pages[0] ?? 1), setPage };
}

function Tools(props: {
  document: Doc;
  view: View;
  page: number;
  count: number;
  step: (by: 1 | -1) => void;
}): ReactNode {
  const { t } = useWords();
  const { document, view, page, count, step } = props;
  return (
    <div className="picture-tools" role="toolbar" aria-label={t("review.picture.tools")}>
      {count > 1 && (
        <>
          <Tool label={t("review.page.previous")} onClick={() => step(-1)} disabled={page === 1}>
            <ArrowLeftIcon />
          </Tool>
          <span className="picture-position" aria-hidden="true">
            {page}/{count}
          </span>
          <Tool label={t("review.page.next")} onClick={() => step(1)} disabled={page === count}>
            <ArrowRightIcon />
          </Tool>
        </>
      )}
      <Tool label={t("review.zoom_out")} onClick={view.zoomOut} disabled={view.zoom <= 1}>
        <MinusIcon />
      </Tool>
      <Tool label={t("review.zoom_in")} onClick={view.zoomIn} disabled={view.zoom >= MOST_ZOOM}>
        <PlusIcon />
      </Tool>
      <Tool label={t("review.fit")} onClick={view.fit} disabled={view.zoom === 1}>
        <FitIcon />
      </Tool>
      <Tool label={t("review.rotate")} onClick={view.turn}>
        <RotateIcon />
      </Tool>
      <a
        className="icon-button"
        href={fileAddress(document)}
        download={document.filename}
        aria-label={t("review.download")}
        title={t("review.download")}
      >
        <DownloadIcon />
      </a>
    </div>
  );
}

function Tool(props: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      disabled={props.disabled}
    >
      {props.children}
    </button>
  );
}
