/** The search of the work list. */
import { useEffect, useState, type ReactNode } from "react";
import { useWords } from "../../shared/i18n";
import { SearchIcon } from "../../shared/ui/icons";
import type { WorkSearch } from "../search";

const TYPING_MS = 250;

interface SearchProps {
  search: WorkSearch;
  narrow: (change: Partial<WorkSearch>) => void;
}

/** Searches a moment after the last letter. */
export function SearchBox({ search, narrow }: SearchProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(search.q ?? "");
  const [asked, setAsked] = useState(search.q);
  // An address that changed by other means, such as "clear the filters", shows here too.
  if (asked !== search.q) {
    setAsked(search.q);
    setText(search.q ?? "");
  }
  useEffect(() => {
    const words = text.trim() || undefined;
    if (words === search.q) return;
    const timer = setTimeout(() => narrow({ q: words }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, search.q, narrow]);
  return (
    <label className="search">
      <span className="visually-hidden">{t("list.search")}</span>
      <SearchIcon />
      <input
        className="input"
        type="search"
        placeholder={t("list.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
