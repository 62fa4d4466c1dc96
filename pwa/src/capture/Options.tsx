/** What a person may want otherwise, and how much room the phone has left. */
import { useEffect, useState, type ReactNode } from "react";
import { wantOriginals } from "../queue/settings";
import { useWords } from "../shared/i18n";
import { Banner } from "../shared/ui/feedback";

/** Below this a day's receipts may not fit. */
const LITTLE_BYTES = 50 * 1024 * 1024;

export interface Room {
  free: number;
}

/** Asked again whenever `changes` does; undefined where the browser doesn't tell. */
export function useRoom(changes: number): Room | undefined {
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    // `storage` is missing outside secure contexts, whatever the types say.
    const storage = (navigator as { storage?: StorageManager }).storage;
    void storage?.estimate().then(({ quota, usage }) => {
      if (quota !== undefined && usage !== undefined) setRoom({ free: Math.max(quota - usage, 0) });
    });
  }, [changes]);
  return room;
}

/** `1,2 GB`, in the language's own digits. */
export function showBytes(bytes: number, language: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "gigabyte"] : [bytes / 1e6, "megabyte"];
  const style = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language, style).format(value);
}

export interface OptionsProps {
  originals: boolean;
  setOriginals: (wanted: boolean) => void;
  /** Bytes of captures that are on this phone only. */
  waiting: number;
  room: Room | undefined;
}

export function Options({ originals, setOriginals, waiting, room }: OptionsProps): ReactNode {
  const { t, language } = useWords();
  function choose(wanted: boolean): void {
    wantOriginals(wanted);
    setOriginals(wanted);
  }
  return (
    <>
      {room && room.free < LITTLE_BYTES && (
        <Banner tone="warn">
          <p>{t("capture.room.little", { free: showBytes(room.free, language) })}</p>
        </Banner>
      )}
      <details className="capture-options">
        <summary>{t("capture.options")}</summary>
        <label className="check">
          <input
            type="checkbox"
            checked={originals}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
          <span>
            {t("capture.originals")}
            <span className="capture-when">{t("capture.originals.hint")}</span>
          </span>
        </label>
        {room && (
          <p className="capture-when" data-testid="room">
            {t("capture.room", {
              waiting: showBytes(waiting, language),
              free: showBytes(room.free, language),
            })}
          </p>
        )}
      </details>
    </>
  );
}
