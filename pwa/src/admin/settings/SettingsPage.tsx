/** The values that notes are built with: what holds on a day, for the office or one of its companies, and why. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Setting } from "../../shared/api/types";
import { today } from "../../shared/dates";
import { useWords } from "../../shared/i18n";
import { Banner, Empty, Failure, Loading } from "../../shared/ui/feedback";
import { HistoryIcon, LockIcon, SlidersIcon } from "../../shared/ui/icons";
import { DateField } from "../../shared/ui/DateField";
import { CompanyField } from "../pickers/CompanyField";
import { useCompany } from "../pickers/company";
import { grouped } from "./groups";
import { settingsQuery } from "./queries";
import { SettingDialog } from "./SettingDialog";
import { SettingHistory } from "./SettingHistory";
import { SettingRow } from "./SettingRow";
import "../admin.css";
import "./settings.css";

export function SettingsPage(): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office/setari" });
  const search = useSearch({ from: "/office/setari" });
  const navigate = useNavigate({ from: "/setari" });
  const { clients } = useCompany(search.client);
  const day = search.on ?? today();
  const { data, error, isPending, refetch } = useQuery(settingsQuery(search.client ?? "", day));
  const [changed, setChanged] = useState<Setting | null>(null);
  const [history, setHistory] = useState<string | null>(null);
  const isOwner = identity.role === "ROLE_OWNER";

  return (
    <main id="main" className="page" tabIndex={-1}>
      <div className="page-head">
        <div>
          <h1>{t("settings.title")}</h1>
          <p className="soft">{t("settings.lead")}</p>
        </div>
        <button
          type="button"
          className="button"
          data-testid="settings-history"
          onClick={() => setHistory("")}
        >
          <HistoryIcon /> {t("settings.history.all")}
        </button>
      </div>
      <div className="choices">
        <CompanyField
          clients={clients}
          label={t("settings.scope")}
          office={t("settings.scope.office")}
          value={search.client ?? ""}
          change={(id) =>
            void navigate({ search: (before) => ({ ...before, client: id || undefined }), replace: true })
          }
        />
        <DateField
          label={t("settings.on")}
          data-testid="settings-on"
          value={day}
          change={(on) =>
            void navigate({ search: (before) => ({ ...before, on: on || undefined }), replace: true })
          }
        />
      </div>
      {!isOwner && (
        <Banner tone="info" icon={<LockIcon />}>
          <p>{t("settings.readonly")}</p>
        </Banner>
      )}
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Loading />
      ) : data.length === 0 ? (
        <Empty icon={<SlidersIcon />} title={t("settings.none")} />
      ) : (
        grouped(data).map(({ name, settings }) => (
          <section key={name} className="setting-group" aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{t(`settings.group.${name}`)}</h2>
            <ul className="list-card">
              {settings.map((setting) => (
                <SettingRow
                  key={setting.key}
                  setting={setting}
                  change={isOwner ? () => setChanged(setting) : undefined}
                  showHistory={() => setHistory(setting.key)}
                />
              ))}
            </ul>
          </section>
        ))
      )}
      <SettingDialog
        setting={changed}
        company={clients?.find(({ id }) => id === search.client)}
        close={() => setChanged(null)}
      />
      <SettingHistory settings={data ?? []} shown={history} close={() => setHistory(null)} />
    </main>
  );
}
