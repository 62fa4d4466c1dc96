/** A dialog to choose one of many by typing a part of its name: accounts, companies. */
import * as Ariakit from "@ariakit/react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { Dialog } from "../shared/ui/Dialog";

/** More are found by typing on. */
const SHOWN = 50;

export interface Choosable {
  value: string;
  label: string;
  detail?: string;
}

interface ChooserProps {
  title: string;
  hint: string;
  open: boolean;
  close: () => void;
  choices: readonly Choosable[];
  choose: (value: string) => void;
  children?: ReactNode;
}

export function Chooser({ title, hint, open, close, choices, choose, children }: ChooserProps): ReactNode {
  const { t } = useWords();
  const [words, setWords] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(() => matching(choices, words), [choices, words]);
  function end(): void {
    setWords("");
    close();
  }
  return (
    <Dialog title={title} open={open} close={end} first={input}>
      {children}
      <Ariakit.ComboboxProvider setInputValue={setWords} resetValueOnHide>
        <Ariakit.Combobox
          ref={input}
          className="input"
          aria-label={hint}
          placeholder={hint}
          autoSelect="always"
          data-testid="chooser-input"
        />
        <Ariakit.ComboboxList alwaysVisible className="chooser" aria-label={title}>
          {found.map(({ value, label, detail }) => (
            <Ariakit.ComboboxItem
              key={value}
              className="chooser-item"
              data-testid="chooser-item"
              hideOnClick={false}
              setValueOnClick={false}
              onClick={() => {
                choose(value);
                end();
              }}
            >
              <span className="strong">{label}</span>
              {detail && <span className="soft">{detail}</span>}
            </Ariakit.ComboboxItem>
          ))}
        </Ariakit.ComboboxList>
        {found.length === 0 && <p className="soft">{t("chooser.none")}</p>}
      </Ariakit.ComboboxProvider>
    </Dialog>
  );
}

function bare(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those that have every word, without diacritics; those whose label begins with them first. */
function matching(choices: readonly Choosable[], text: string): Choosable[] {
  const words = bare(text).split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const found = choices.filter(({ label, detail = "" }) => {
    const all = bare(`${label} ${detail}`);
    return words.every((word) => all.includes(word));
  });
  const begins = ({ label }: Choosable): boolean => bare(label).startsWith(first);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, SHOWN);
}
