/** Gives a setting another value from a day on. What was set before stays in the history. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { api } from "../../shared/api/http";
import type { Client, Setting, SettingSet } from "../../shared/api/types";
import { today } from "../../shared/dates";
import { useWords, wordsFor } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { Dialog } from "../../shared/ui/Dialog";
import { Banner } from "../../shared/ui/feedback";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { AlertIcon } from "../../shared/ui/icons";
import { DateField } from "../../shared/ui/DateField";
import { toast } from "../../shared/ui/Toasts";
import { SETTINGS } from "./queries";
import { settingName } from "./SettingRow";
import { ValueField } from "./ValueField";
import { parseValue, typedValue } from "./values";

interface Props {
  setting: Setting | null;
  /** Missing for the whole office. */
  company: Client | undefined;
  close: () => void;
}

export function SettingDialog({ setting, company, close }: Props): ReactNode {
  const { t } = useWords();
  return (
    <Dialog
      title={setting ? t("settings.change.title", { name: settingName(setting.key) }) : ""}
      open={setting !== null}
      close={close}
    >
      {setting && <SettingForm setting={setting} company={company} close={close} />}
    </Dialog>
  );
}

function SettingForm({ setting, company, close }: Props & { setting: Setting }): ReactNode {
  const { t, language } = useWords();
  const queries = useQueryClient();
  const [text, setText] = useState(() => typedValue(setting.kind, setting.value?.items, language));
  const [validFrom, setValidFrom] = useState(today);
  const [tried, setTried] = useState(false);
  const parsed = parseValue(setting.kind, text);
  const problem = tried && "problem" in parsed ? t(`settings.value.${parsed.problem}`) : undefined;

  const save = useMutation({
    mutationFn: (items: string[] | null) =>
      api<SettingSet>(`/settings/${setting.key}`, {
        method: "PUT",
        json: { client_id: company?.id, valid_from: validFrom, value: items ? { items } : undefined },
      }),
    onSuccess: ({ remarks }) => {
      void queries.invalidateQueries({ queryKey: SETTINGS });
      toast([t("settings.saved"), ...remarks.map(({ message }) => message)].join(" "));
      close();
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if ("items" in parsed) save.mutate(parsed.items);
  }

  // What is set for the company can be undone for the company alone, and the office's for the office.
  const own = setting.origin === (company ? "company" : "office");
  return (
    <form className="form" onSubmit={submit} noValidate>
      <p className="soft">{wordsFor("setting.about", setting.key)}</p>
      <FormProblem error={save.error} fields={["value", "valid_from"]} />
      <ValueField
        setting={setting}
        text={text}
        change={setText}
        problem={problem ?? fieldProblem(save.error, "value")}
      />
      <DateField
        label={t("settings.valid_from")}
        data-testid="setting-valid-from"
        value={validFrom}
        change={setValidFrom}
        hint={t("settings.valid_from.hint")}
        problem={fieldProblem(save.error, "valid_from")}
      />
      {validFrom && validFrom < today() && (
        <Banner tone="warn" icon={<AlertIcon />}>
          <p>{t("settings.valid_from.past")}</p>
        </Banner>
      )}
      <p className="small">
        {t("settings.scope")}: <strong>{company?.name ?? t("settings.scope.office")}</strong>
      </p>
      {own && (
        <button
          type="button"
          className="button button-small setting-reset"
          data-testid="setting-reset"
          disabled={save.isPending}
          onClick={() => save.mutate(null)}
        >
          {t(company ? "settings.reset.office" : "settings.reset")}
        </button>
      )}
      <FormActions cancel={close} busy={save.isPending} />
    </form>
  );
}
