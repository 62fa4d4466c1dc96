/** Chooses a company; with `office`, first the office as a whole (an empty value). */
import type { ReactNode } from "react";
import type { Client } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { SelectField } from "../../shared/ui/SelectField";

export function CompanyField(props: {
  clients: readonly Client[] | undefined;
  value: string;
  change: (id: string) => void;
  label?: string;
  office?: string;
  disabled?: boolean;
}): ReactNode {
  const { t } = useWords();
  const companies = (props.clients ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      label={props.label ?? t("client.choose")}
      data-testid="company"
      value={props.value}
      change={props.change}
      disabled={props.disabled}
      options={props.office ? [{ value: "", label: props.office }, ...companies] : companies}
    />
  );
}
