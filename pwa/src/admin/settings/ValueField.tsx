/** The field that fits the kind of a setting's value. */
import type { ReactNode } from "react";
import type { Setting } from "../../shared/api/types";
import { useWords, wordsFor } from "../../shared/i18n";
import { TextField } from "../../shared/ui/TextField";
import { AccountField } from "../pickers/AccountField";

interface Props {
  setting: Setting;
  text: string;
  change: (text: string) => void;
  problem: string | undefined;
}

export function ValueField({ setting, text, change, problem }: Props): ReactNode {
  const { t } = useWords();
  switch (setting.kind) {
    case "account":
    case "account_or_none":
      return (
        <>
          <AccountField label={t("settings.value.account")} value={text} change={change} problem={problem} />
          {setting.kind === "account_or_none" && (
            <label className="flag-choice">
              <input
                type="checkbox"
                checked={text === ""}
                onChange={(event) => change(event.target.checked ? "" : (setting.value?.items[0] ?? ""))}
              />
              {t("settings.value.none")}
            </label>
          )}
        </>
      );
    case "choice":
      return <Choices setting={setting} text={text} change={change} />;
    default:
      return (
        <TextField
          label={t("settings.value")}
          data-testid="setting-new-value"
          autoComplete="off"
          value={text}
          change={change}
          hint={setting.kind.endsWith("s") ? t("settings.value.list") : undefined}
          problem={problem}
        />
      );
  }
}

function Choices({ setting, text, change }: Omit<Props, "problem">): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className="radios">
      <legend className="label">{t("settings.value")}</legend>
      {setting.choices.map((choice) => (
        <label key={choice} className="flag-choice">
          <input
            type="radio"
            name="setting-choice"
            checked={text === choice}
            onChange={() => change(choice)}
          />
          {wordsFor(`setting.choice.${setting.key}`, choice) ?? choice}
        </label>
      ))}
    </fieldset>
  );
}
