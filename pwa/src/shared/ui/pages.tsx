/** The pages for a wrong address and for an error that nothing else caught. */
import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/problem";
import { useWords } from "../i18n";
import { Empty, Failure } from "./feedback";
import { AlertIcon, SearchIcon } from "./icons";

export function NotFound(): ReactNode {
  const { t } = useWords();
  return (
    <main id="main">
      <Empty main icon={<SearchIcon />} title={t("missing.title")} text={t("missing.text")}>
        <a className="button button-primary" href="/">
          {t("missing.home")}
        </a>
      </Empty>
    </main>
  );
}

export function Stumbled({ error, reset }: ErrorComponentProps): ReactNode {
  const { t } = useWords();
  if (error instanceof ApiProblem) {
    return (
      <main id="main">
        <Failure error={error} retry={reset} />
      </main>
    );
  }
  return (
    <main id="main" role="alert">
      <Empty main icon={<AlertIcon />} title={t("error.title")} text={t("error.text")}>
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {t("error.reload")}
        </button>
      </Empty>
    </main>
  );
}
