/** Who changed what and when, the latest first; entries are only ever added. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { clientsQuery } from "../../review/queries";
import type { Setting, SettingChange } from "../../shared/api/types";
import { showDate, showInstant } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { Dialog } from "../../shared/ui/Dialog";
import { Empty, Failure, Loading } from "../../shared/ui/feedback";
import { HistoryIcon } from "../../shared/ui/icons";
import { changesQuery } from "./queries";
import { settingName } from "./SettingRow";
import { showValue } from "./values";

export function SettingHistory(props: {
  settings: readonly Setting[];
  /** A setting's key; empty for all settings, null for none. */
  shown: string | null;
  close: () => void;
}): ReactNode {
  const { t } = useWords();
  const { shown, close } = props;
  return (
    <Dialog
      wide
      title={shown ? t("settings.history.title", { name: settingName(shown) }) : t("settings.history.all")}
      open={shown !== null}
      close={close}
    >
      {shown !== null && <Changes settings={props.settings} shown={shown} />}
    </Dialog>
  );
}

function Changes({ settings, shown }: { settings: readonly Setting[]; shown: string }): ReactNode {
  const { t } = useWords();
  const list = useInfiniteQuery(changesQuery(shown));
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading />;
  const changes = list.data.pages.flatMap((page) => page.changes);
  if (changes.length === 0) return <Empty icon={<HistoryIcon />} title={t("settings.history.empty")} />;
  return (
    <>
      <ol className="history">
        {changes.map((change) => (
          <Change
            key={change.id}
            change={change}
            kind={settings.find(({ key }) => key === change.key)?.kind ?? ""}
            named={shown === ""}
          />
        ))}
      </ol>
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => void list.fetchNextPage()}>
          {t("settings.history.more")}
        </button>
      )}
    </>
  );
}

function Change(props: { change: SettingChange; kind: string; named: boolean }): ReactNode {
  const { t, language } = useWords();
  const { change, kind, named } = props;
  const { data: clients } = useQuery(clientsQuery);
  const show = (value: SettingChange["value"]): string =>
    value ? showValue({ key: change.key, kind }, value.items, t, language) : t("settings.history.reset");
  return (
    <li className="history-entry" data-testid="setting-change-entry">
      {named && <p className="strong">{settingName(change.key)}</p>}
      <p>
        {change.old_value && <s className="soft">{show(change.old_value)}</s>}{" "}
        <strong>{show(change.value)}</strong>{" "}
        <span className="soft">
          {t("settings.history.line", { date: showDate(change.valid_from, language) })}
        </span>
      </p>
      <p className="soft small">
        {clients?.find(({ id }) => id === change.client_id)?.name ?? t("settings.scope.office")} ·{" "}
        {t("settings.by", { who: change.set_by, when: showInstant(change.set_time, language) })}
      </p>
    </li>
  );
}
