/** All keys of the review on one page. */
import type { ReactNode } from "react";
import { useWords, type MessageKey } from "../shared/i18n";
import { Dialog } from "../shared/ui/Dialog";

const KEYS: readonly (readonly [string[], MessageKey])[] = [
  [["j"], "keys.next"],
  [["k"], "keys.previous"],
  [["a"], "keys.approve"],
  [["Ctrl", "Enter"], "keys.approve_field"],
  [["r"], "keys.reject"],
  [["n"], "keys.account"],
  [["v"], "keys.advance"],
  [["m"], "keys.merge"],
  [["s"], "keys.split"],
  [["t"], "keys.cut"],
  [["c"], "keys.move"],
  [["d"], "keys.duplicate"],
  [["Tab"], "keys.fields"],
  [["Enter"], "keys.commit"],
  [["Esc"], "keys.undo"],
  [["f"], "keys.doubt"],
  [["+", "-", "0"], "keys.zoom"],
  [["o"], "keys.rotate"],
  [["[", "]"], "keys.pages"],
  [["clic"], "keys.word"],
  [["x", "X"], "keys.tick"],
  [["u"], "keys.back"],
  [["?"], "keys.help"],
];

export function KeysDialog({ open, close }: { open: boolean; close: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Dialog title={t("keys.title")} open={open} close={close}>
      <dl className="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
