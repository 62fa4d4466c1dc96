/** The saved views: one click each, and a way to save what is shown now. */
import { Link, useRouteContext } from "@tanstack/react-router";
import { useRef, useState, type ReactNode, type SubmitEvent } from "react";
import { useWords } from "../../shared/i18n";
import { Dialog } from "../../shared/ui/Dialog";
import { CrossIcon, PlusIcon } from "../../shared/ui/icons";
import type { WorkSearch } from "../search";
import { sameSearch, useViews } from "./views";

export function Views({ search }: { search: WorkSearch }): ReactNode {
  const { t } = useWords();
  const { identity } = useRouteContext({ from: "/office" });
  const { views, save, remove } = useViews(identity.id);
  const [naming, setNaming] = useState(false);
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const isNew = isFiltered && !views.some((view) => sameSearch(view.search, search));
  if (views.length === 0 && !isNew) return null;
  return (
    <div className="views" role="group" aria-label={t("views.label")}>
      {views.map((view) => (
        <span key={view.name} className="view">
          <Link
            to="/documente"
            search={view.search}
            className="view-link"
            data-testid="view"
            aria-current={sameSearch(view.search, search) ? "true" : undefined}
          >
            {view.name}
          </Link>
          <button
            type="button"
            className="view-remove"
            aria-label={t("views.remove", { name: view.name })}
            title={t("views.remove", { name: view.name })}
            onClick={() => remove(view.name)}
          >
            <CrossIcon />
          </button>
        </span>
      ))}
      {isNew && (
        <button
          type="button"
          className="button button-small button-quiet"
          data-testid="view-save"
          onClick={() => setNaming(true)}
        >
          <PlusIcon /> {t("views.save")}
        </button>
      )}
      <NameDialog
        open={naming}
        close={() => setNaming(false)}
        name={(name) => {
          setNaming(false);
          save({ name, search });
        }}
      />
    </div>
  );
}

function NameDialog(props: { open: boolean; close: () => void; name: (name: string) => void }): ReactNode {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const name = input.current?.value.trim();
    if (name) props.name(name);
  }
  return (
    <Dialog title={t("views.save")} open={props.open} close={props.close} first={input}>
      <form className="form" onSubmit={submit}>
        <label>
          <span className="label">{t("views.name")}</span>
          <input ref={input} className="input" maxLength={40} required data-testid="view-name" />
        </label>
        <div className="form-actions">
          <button type="submit" className="button button-primary">
            {t("action.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
