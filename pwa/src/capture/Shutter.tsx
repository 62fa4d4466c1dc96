/** The camera button: a file input, which opens the camera on every phone, and a place to drop files on. */
import { useState, type DragEvent, type ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { CameraIcon } from "../shared/ui/icons";
import { PictureInput } from "./PictureInput";

export interface ShutterProps {
  disabled: boolean;
  take: (files: readonly File[]) => void;
}

export function Shutter({ disabled, take }: ShutterProps): ReactNode {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  function dropped(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) take([...event.dataTransfer.files]);
  }
  return (
    <label
      className={`shutter${over ? " shutter-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <PictureInput testId="capture-input" camera multiple disabled={disabled} take={take} />
      <span className="shutter-ring">
        <CameraIcon />
      </span>
      <span className="shutter-label">{t("capture.button")}</span>
      <span className="shutter-hint">
        {t("capture.hint")} <span className="shutter-drop">{t("capture.drop")}</span>
      </span>
    </label>
  );
}
