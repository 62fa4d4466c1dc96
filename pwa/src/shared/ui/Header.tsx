/** The bar on every page: brand, places, and the account menu (the browser's own popover). */
import { useState, type MouseEvent, type ReactNode } from "react";
import { chooseLanguage, useWords } from "../i18n";
import type { Identity } from "../identity";
import { chooseTheme, currentTheme } from "../theme";
import { KeyIcon, LanguageIcon, LogoutIcon, Mark, MoonIcon, SunIcon, UserIcon } from "./icons";
import { OfficeMenu } from "./OfficeMenu";
import { isAt, officePlacesFor, placesFor } from "./places";

export interface HeaderProps {
  identity: Identity;
  /** Path of the page that is shown. */
  path: string;
  /** Goes to a path without loading the page again; false leaves it to the browser. */
  go?: (path: string) => boolean;
  logOut: () => void;
}

export function Header({ identity, path, go, logOut }: HeaderProps): ReactNode {
  const { t } = useWords();
  function follow(event: MouseEvent<HTMLAnchorElement>, href: string): void {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (plain && go?.(href)) event.preventDefault();
  }
  return (
    <header className="header">
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <a className="brand" href="/" onClick={(event) => follow(event, "/")}>
        <Mark />
        <span className="brand-name">{t("app.name")}</span>
      </a>
      <nav className="places" aria-label={t("nav.main")}>
        {placesFor(identity).map((place) => (
          <a
            key={place.href}
            className="place"
            href={place.href}
            aria-current={isAt(path, place) ? "page" : undefined}
            onClick={(event) => follow(event, place.href)}
          >
            {place.icon}
            <span>{t(place.label)}</span>
          </a>
        ))}
        <OfficeMenu groups={officePlacesFor(identity)} path={path} follow={follow} />
      </nav>
      <span className="office">{identity.office}</span>
      <AccountMenu identity={identity} go={go} logOut={logOut} />
    </header>
  );
}

function AccountMenu({ identity, go, logOut }: Omit<HeaderProps, "path">): ReactNode {
  const { t, language } = useWords();
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === "dark" ? "light" : "dark";
  function switchTheme(): void {
    chooseTheme(other);
    setTheme(other);
  }
  return (
    <>
      <button
        type="button"
        className="icon-button account"
        popoverTarget="account-menu"
        aria-label={t("menu.account")}
      >
        <UserIcon />
      </button>
      <div id="account-menu" className="menu" popover="auto">
        <div className="menu-who">
          <p className="menu-name">{identity.name || identity.email}</p>
          {identity.name && <p className="menu-detail">{identity.email}</p>}
          <p className="menu-detail">
            {t(`role.${identity.role}`)} · {identity.office}
          </p>
        </div>
        <button
          type="button"
          className="menu-item"
          onClick={() => void chooseLanguage(language === "ro" ? "en" : "ro")}
          lang={language === "ro" ? "en" : "ro"}
        >
          <LanguageIcon /> {t("menu.language")}
        </button>
        <button type="button" className="menu-item" onClick={switchTheme}>
          {theme === "dark" ? <SunIcon /> : <MoonIcon />} {t(`menu.theme.${other}`)}
        </button>
        <a
          className="menu-item"
          href="/parola"
          onClick={(event) => go?.("/parola") && event.preventDefault()}
        >
          <KeyIcon /> {t("menu.password")}
        </a>
        <button type="button" className="menu-item" onClick={logOut}>
          <LogoutIcon /> {t("menu.logout")}
        </button>
      </div>
    </>
  );
}
