/** An account of the chart, by number or by words of its name; an analytic such as 5311.01 may be typed. */
import * as Ariakit from "@ariakit/react";
import { useQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { accountsQuery, matching, useAccountName } from "./accounts";

export function AccountField(props: {
  label: string;
  value: string;
  change: (code: string) => void;
  problem?: string;
  disabled?: boolean;
}): ReactNode {
  const id = useId();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const name = useAccountName()(props.value);
  const hint = props.problem ?? name;
  return (
    <div>
      <Ariakit.ComboboxProvider inputValue={props.value} setInputValue={props.change}>
        <Ariakit.ComboboxLabel className="label">{props.label}</Ariakit.ComboboxLabel>
        <Ariakit.Combobox
          className="input"
          data-testid="account"
          autoSelect={false}
          disabled={props.disabled}
          inputMode="search"
          aria-invalid={props.problem !== undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <Ariakit.ComboboxPopover className="options" gutter={4} sameWidth unmountOnHide>
          {matching(accounts, props.value).map((account) => (
            <Ariakit.ComboboxItem key={account.code} value={account.code} className="option">
              <span className="option-code">{account.code}</span> {account.name}
            </Ariakit.ComboboxItem>
          ))}
        </Ariakit.ComboboxPopover>
      </Ariakit.ComboboxProvider>
      {hint && (
        <p id={`${id}-hint`} className={`hint${props.problem ? " hint-bad" : ""}`}>
          {hint}
        </p>
      )}
    </div>
  );
}
