/** What every form of a dialog has: its refusal in words, and its buttons. */
import type { ReactNode } from "react";
import { useWords } from "../i18n";
import { fieldProblem, sentence } from "../problems";
import { Banner } from "./feedback";

/** What the server refused, unless one of the form's own fields says it. */
export function FormProblem({
  error,
  fields = [],
}: {
  error: unknown;
  fields?: readonly string[];
}): ReactNode {
  const { t } = useWords();
  if (!error || fields.some((field) => fieldProblem(error, field) !== undefined)) return null;
  return (
    <Banner tone="bad" alert>
      <p data-testid="form-problem">{sentence(error, t)}</p>
    </Banner>
  );
}

export function FormActions(props: {
  cancel: () => void;
  busy: boolean;
  submit?: string;
  danger?: boolean;
  children?: ReactNode;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="form-actions">
      {props.children}
      <button type="button" className="button" onClick={props.cancel}>
        {t("action.cancel")}
      </button>
      <button
        type="submit"
        className={`button ${props.danger ? "button-danger" : "button-primary"}`}
        data-testid="form-submit"
        disabled={props.busy}
      >
        {props.submit ?? t("action.save")}
      </button>
    </div>
  );
}

/** Of a dialog that asks before something is done. */
export function ConfirmActions(props: {
  cancel: () => void;
  confirm: () => void;
  busy: boolean;
  label: string;
  /** What it does is no loss. */
  harmless?: boolean;
  testId?: string;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="form-actions">
      <button type="button" className="button" onClick={props.cancel}>
        {t("action.cancel")}
      </button>
      <button
        type="button"
        className={`button ${props.harmless ? "button-primary" : "button-danger"}`}
        data-testid={props.testId}
        disabled={props.busy}
        onClick={props.confirm}
      >
        {props.label}
      </button>
    </div>
  );
}
