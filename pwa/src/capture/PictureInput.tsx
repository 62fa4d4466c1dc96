/** A file input that looks like what it stands in: a label, a button, the shutter. */
import type { ChangeEvent, ReactNode } from "react";

export interface PictureInputProps {
  take: (files: readonly File[]) => void;
  /** Opens the camera at once on a phone; else the person chooses. */
  camera?: boolean;
  multiple?: boolean;
  disabled?: boolean;
  className?: string;
  testId?: string;
  /** Only pictures, no PDF. */
  pictures?: boolean;
}

export function PictureInput(props: PictureInputProps): ReactNode {
  function chosen(event: ChangeEvent<HTMLInputElement>): void {
    const files = [...(event.target.files ?? [])];
    // The same picture may be chosen again.
    event.target.value = "";
    if (files.length > 0) props.take(files);
  }
  return (
    <input
      className={props.className ?? "covering-input"}
      data-testid={props.testId}
      type="file"
      accept={props.pictures ? "image/*" : "image/*,application/pdf"}
      capture={props.camera ? "environment" : undefined}
      multiple={props.multiple}
      disabled={props.disabled}
      onChange={chosen}
    />
  );
}
