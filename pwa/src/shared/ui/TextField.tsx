/** A labelled text field with its problem in words. */
import { useId, type InputHTMLAttributes, type ReactNode } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "id"> & {
  label: string;
  problem?: string;
  hint?: string;
  change: (text: string) => void;
};

export function TextField({ label, problem, hint, change, ...input }: Props): ReactNode {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className="input"
        aria-invalid={problem !== undefined}
        aria-describedby={(problem ?? hint) ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
      />
      {(problem ?? hint) && (
        <p id={`${id}-hint`} className={`hint${problem ? " hint-bad" : ""}`}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
