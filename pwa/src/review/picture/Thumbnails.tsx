/** The pages of a document in small, to go to one. */
import type { ReactNode } from "react";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { pageAddress } from "./pages";

const THUMBNAIL_PX = 160;

export function Thumbnails(props: {
  document: Doc;
  pages: readonly number[];
  page: number;
  choose: (page: number) => void;
}): ReactNode {
  const { t } = useWords();
  const { document, pages } = props;
  return (
    <ol className="thumbnails" aria-label={t("review.pages")}>
      {pages.map((page, index) => (
        <li key={page}>
          <button
            type="button"
            className="thumbnail"
            data-testid="thumbnail"
            aria-current={page === props.page ? "page" : undefined}
            aria-label={t("review.picture.page", { page: index + 1, count: pages.length })}
            onClick={() => props.choose(page)}
          >
            <img src={pageAddress(document, page, THUMBNAIL_PX)} alt="" loading="lazy" draggable={false} />
            <span aria-hidden="true">{index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
