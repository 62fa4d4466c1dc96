/** What can be done about a capture: send again, take another picture, take it off the phone. */
import type { ReactNode } from "react";
import { forget } from "../queue/captures";
import type { Capture } from "../queue/database";
import { sendAgain } from "../queue/queue";
import { useWords } from "../shared/i18n";
import { CameraIcon, RetryIcon, TrashIcon } from "../shared/ui/icons";
import { PictureInput } from "./PictureInput";

export interface ItemActionsProps {
  capture: Capture;
  send: () => void;
  replace: (capture: Capture, files: readonly File[]) => void;
}

/** For what is still on the phone only. */
export function ItemActions({ capture, send, replace }: ItemActionsProps): ReactNode {
  const { t } = useWords();
  async function again(): Promise<void> {
    await sendAgain(capture.id);
    send();
  }
  async function remove(): Promise<void> {
    if (window.confirm(t("capture.remove.confirm"))) await forget(capture.id);
  }
  return (
    <span className="capture-actions">
      {capture.phase === "REFUSED" && (
        <IconButton label={t("capture.retry")} act={() => void again()}>
          <RetryIcon />
        </IconButton>
      )}
      <label className="icon-button" title={t("capture.replace")}>
        <PictureInput camera take={(files) => replace(capture, files)} />
        <CameraIcon />
        <span className="visually-hidden">{t("capture.replace")}</span>
      </label>
      <IconButton label={t("capture.remove")} act={() => void remove()}>
        <TrashIcon />
      </IconButton>
    </span>
  );
}

function IconButton(props: { label: string; act: () => void; children: ReactNode }): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.act}
    >
      {props.children}
    </button>
  );
}

/** For what was sent and needs a better picture; the new document is linked to it. */
export function NewPicture({ capture, replace }: Omit<ItemActionsProps, "send">): ReactNode {
  const { t } = useWords();
  return (
    <label className="button button-small capture-another" data-testid="new-picture">
      <PictureInput camera take={(files) => replace(capture, files)} />
      {t("capture.another")}
    </label>
  );
}
