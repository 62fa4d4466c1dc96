/** Words of the app: Romanian first, English second; ICU messages, because Romanian has three plural forms. */
import i18next from "i18next";
import ICU from "i18next-icu";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { AdminKey } from "./ro/admin";
import type { BooksKey } from "./ro/books";
import type { CaptureKey } from "./ro/capture";
import type { CommonKey } from "./ro/common";
import type { FactsKey } from "./ro/facts";
import type { OverviewKey } from "./ro/overview";
import type { ReportsKey } from "./ro/reports";
import type { ReviewKey } from "./ro/review";
import type { SettingsKey } from "./ro/settings";
import type { TeamKey } from "./ro/team";

export type Language = "ro" | "en";
export type MessageKey =
  | CommonKey
  | CaptureKey
  | ReviewKey
  | AdminKey
  | SettingsKey
  | BooksKey
  | ReportsKey
  | FactsKey
  | TeamKey
  | OverviewKey;
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;
type Messages = Record<string, string>;

const KEY = "contapics.language";

export function currentLanguage(): Language {
  const chosen = localStorage.getItem(KEY) ?? "";
  return chosen === "en" ? "en" : "ro";
}

/** Readies the words; each page brings its own, so that the capture page does not load the accountant's. */
export async function startI18n(load: (language: Language) => Promise<Messages[]>): Promise<void> {
  const language = currentLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(new ICU({}))
    .use(initReactI18next)
    .init({
      lng: language,
      resources: { [language]: { translation: await messagesOf(language, load) } },
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      returnNull: false,
    });
  i18next.on("languageChanged", (next) => {
    document.documentElement.lang = next;
  });
  loaders = load;
}

let loaders: ((language: Language) => Promise<Messages[]>) | undefined;

async function messagesOf(
  language: Language,
  load: (language: Language) => Promise<Messages[]>,
): Promise<Messages> {
  return Object.assign({}, ...(await load(language))) as Messages;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  if (loaders) i18next.addResourceBundle(language, "translation", await messagesOf(language, loaders));
  await i18next.changeLanguage(language);
}

/** The translating function and the language, fresh after each change of language. */
export function useWords(): { t: Translate; language: Language } {
  const { t, i18n } = useTranslation();
  const translate = useCallback<Translate>((key, values) => t(key, values ?? {}), [t]);
  return { t: translate, language: i18n.language === "en" ? "en" : "ro" };
}

/** A sentence for a stable code of the server, such as a check's name; undefined for a code without words. */
export function wordsFor(prefix: string, code: string): string | undefined {
  const key = `${prefix}.${code}`;
  return i18next.exists(key) ? i18next.t(key) : undefined;
}
