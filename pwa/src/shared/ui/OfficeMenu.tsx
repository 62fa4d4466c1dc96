/** The office's own pages behind one entry of the bar (the browser's popover; a sheet from below on a phone). */
import { useRef, type MouseEvent, type ReactNode } from "react";
import { useWords } from "../i18n";
import { OfficeIcon } from "./icons";
import { isAt, type PlaceGroup } from "./places";

export function OfficeMenu(props: {
  groups: readonly PlaceGroup[];
  path: string;
  follow: (event: MouseEvent<HTMLAnchorElement>, href: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { groups, path, follow } = props;
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLElement>(null);
  if (groups.length === 0) return null;
  const isHere = groups.some(({ places }) => places.some((place) => isAt(path, place)));

  function settle(): void {
    // A popover lies above the page, wherever its button stands.
    const left = button.current?.getBoundingClientRect().left ?? 0;
    menu.current?.style.setProperty("--menu-left", `${Math.max(left, 0)}px`);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`place place-office${isHere ? " place-here" : ""}`}
        data-testid="office-menu"
        popoverTarget="office-menu"
        onClick={settle}
      >
        <OfficeIcon />
        <span>{t("nav.office")}</span>
      </button>
      <nav
        id="office-menu"
        ref={menu}
        className="menu menu-office"
        popover="auto"
        aria-label={t("nav.office")}
      >
        {groups.map(({ label, places }) => (
          <div key={label} className="menu-group">
            <p className="menu-heading" id={`menu-${label}`}>
              {t(label)}
            </p>
            <ul aria-labelledby={`menu-${label}`}>
              {places.map((place) => (
                <li key={place.href}>
                  <a
                    className="menu-item"
                    href={place.href}
                    aria-current={isAt(path, place) ? "page" : undefined}
                    onClick={(event) => {
                      menu.current?.hidePopover();
                      follow(event, place.href);
                    }}
                  >
                    {place.icon} {t(place.label)}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}
