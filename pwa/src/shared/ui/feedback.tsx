/** What a page says when it has nothing, waits, or could not get what it wanted. */
import type { ReactNode } from "react";
import { useWords } from "../i18n";
import { sentence } from "../problems";
import { AlertIcon } from "./icons";

export function Empty(props: {
  icon: ReactNode;
  title: string;
  text?: string;
  /** It is all that the page says: its title is the page's heading. */
  main?: boolean;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <div className="empty-icon">{props.icon}</div>
      {props.main ? (
        <h1 className="empty-title">{props.title}</h1>
      ) : (
        <p className="empty-title">{props.title}</p>
      )}
      {props.text && <p className="empty-text">{props.text}</p>}
      {props.children}
    </div>
  );
}

export function Loading(): ReactNode {
  const { t } = useWords();
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>{t("loading")}</span>
    </div>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div role="alert">
      <Empty icon={<AlertIcon />} title={t("problem.title")} text={sentence(error, t)}>
        {retry && (
          <button type="button" className="button" onClick={retry}>
            {t("action.retry")}
          </button>
        )}
      </Empty>
    </div>
  );
}

export type Tone = "info" | "good" | "warn" | "bad";

export function Banner(props: {
  tone: Tone;
  icon?: ReactNode;
  title?: string;
  children?: ReactNode;
  alert?: boolean;
}): ReactNode {
  return (
    <div className={`banner banner-${props.tone}`} role={props.alert ? "alert" : undefined}>
      {props.icon}
      <div className="banner-body">
        {props.title && <p className="banner-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}
