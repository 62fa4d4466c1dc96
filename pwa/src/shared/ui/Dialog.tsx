/** A modal dialog: focus is kept inside, Escape closes it, and the page behind does not scroll. */
import * as Ariakit from "@ariakit/react";
import type { ReactNode, RefObject } from "react";
import { useWords } from "../i18n";
import { CrossIcon } from "./icons";

export function Dialog(props: {
  title: string;
  open: boolean;
  close: () => void;
  children: ReactNode;
  wide?: boolean;
  /** A press beside it does not close it: what it shows can't be had again. */
  firm?: boolean;
  /** As large as the screen allows. */
  full?: boolean;
  /** Takes the focus when the dialog opens; otherwise its first control does. */
  first?: RefObject<HTMLElement | null>;
}): ReactNode {
  const { t } = useWords();
  return (
    <Ariakit.Dialog
      open={props.open}
      onClose={props.close}
      unmountOnHide
      hideOnInteractOutside={!props.firm}
      initialFocus={props.first}
      className={`dialog${props.wide ? " dialog-wide" : ""}${props.full ? " dialog-full" : ""}`}
      backdrop={<div className="backdrop" />}
    >
      <div className="dialog-head">
        <Ariakit.DialogHeading className="dialog-title">{props.title}</Ariakit.DialogHeading>
        <Ariakit.DialogDismiss className="icon-button" aria-label={t("action.close")}>
          <CrossIcon />
        </Ariakit.DialogDismiss>
      </div>
      {props.children}
    </Ariakit.Dialog>
  );
}
