/** One setting: what it is, what it is now, since when, and whose word that is. */
import type { ReactNode } from "react";
import type { Setting } from "../../shared/api/types";
import { showDate, showInstant } from "../../shared/dates";
import { useWords, wordsFor } from "../../shared/i18n";
import { HistoryIcon, PencilIcon } from "../../shared/ui/icons";
import { useAccountName } from "../pickers/accounts";
import { showValue } from "./values";

const CHIPS: Record<string, string> = { office: "chip-approved", company: "chip-reading-still" };

/** The name that people know a setting by. */
export function settingName(key: string): string {
  return wordsFor("setting.name", key) ?? key;
}

export function SettingRow(props: {
  setting: Setting;
  /** Missing for who may only look. */
  change?: () => void;
  showHistory: () => void;
}): ReactNode {
  const { t } = useWords();
  const { setting, change, showHistory } = props;
  const name = settingName(setting.key);
  const about = wordsFor("setting.about", setting.key);
  return (
    <li className="setting" data-testid="setting" data-key={setting.key}>
      <div className="setting-words">
        <h3 className="setting-name">{name}</h3>
        {about && <p className="setting-about">{about}</p>}
        <p className="setting-source">{t("settings.source", { source: setting.source })}</p>
      </div>
      <SettingValue setting={setting} />
      <div className="setting-actions">
        <button
          type="button"
          className="icon-button"
          aria-label={`${t("settings.history")}: ${name}`}
          title={t("settings.history")}
          onClick={showHistory}
        >
          <HistoryIcon />
        </button>
        {change && (
          <button
            type="button"
            className="icon-button"
            data-testid="setting-change"
            aria-label={`${t("settings.change")}: ${name}`}
            title={t("settings.change")}
            onClick={change}
          >
            <PencilIcon />
          </button>
        )}
      </div>
    </li>
  );
}

function SettingValue({ setting }: { setting: Setting }): ReactNode {
  const { t, language } = useWords();
  const nameOf = useAccountName();
  const items = setting.value?.items;
  const account = setting.kind.startsWith("account") && items?.length === 1 ? nameOf(items[0] ?? "") : "";
  return (
    <div className="setting-value">
      <p className="setting-held" data-testid="setting-value">
        {showValue(setting, items, t, language)}
        {account && <span className="setting-account"> {account}</span>}
      </p>
      <p className="setting-origin">
        <span className={`chip chip-plain ${CHIPS[setting.origin] ?? ""}`}>
          {wordsFor("settings.origin", setting.origin) ?? setting.origin}
        </span>
        {setting.valid_from && (
          <span>{t("settings.since", { date: showDate(setting.valid_from, language) })}</span>
        )}
      </p>
      {setting.set_by && (
        <p className="setting-who">
          {t("settings.by", { who: setting.set_by, when: showInstant(setting.set_time, language) })}
        </p>
      )}
    </div>
  );
}
