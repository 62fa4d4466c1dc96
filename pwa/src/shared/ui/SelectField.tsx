/** A labelled choice with its problem in words. */
import { useId, type ReactNode, type SelectHTMLAttributes } from "react";

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "id"> & {
  label: string;
  options: readonly { value: string; label: string }[];
  problem?: string;
  hint?: string;
  change: (value: string) => void;
};

export function SelectField({ label, options, problem, hint, change, ...select }: Props): ReactNode {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        {...select}
        id={id}
        className="input"
        aria-invalid={problem !== undefined}
        aria-describedby={(problem ?? hint) ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {(problem ?? hint) && (
        <p id={`${id}-hint`} className={`hint${problem ? " hint-bad" : ""}`}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
