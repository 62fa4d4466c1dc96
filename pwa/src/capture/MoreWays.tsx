/** The other ways to capture, each loaded when it is asked for: from the gallery, several pages, the live camera. */
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useWords } from "../shared/i18n";
import { PictureInput } from "./PictureInput";
import type { Taking } from "./useTaking";

const PagesSheet = lazy(async () => ({ default: (await import("./PagesSheet")).PagesSheet }));
const LiveCamera = lazy(async () => ({ default: (await import("./LiveCamera")).LiveCamera }));

// `mediaDevices` is missing outside secure contexts, whatever the types say.
const hasCamera = (): boolean => (navigator as { mediaDevices?: MediaDevices }).mediaDevices !== undefined;

/** `pages-camera`: the live camera, whose pictures are pages. */
type Open = "pages" | "camera" | "pages-camera" | undefined;

export interface MoreWaysProps extends Pick<Taking, "take" | "takeWhole"> {
  owner: string;
  originals: boolean;
  disabled: boolean;
  /** What a shortcut on the phone's screen asked for. */
  first: "pages" | undefined;
}

export function MoreWays({ owner, originals, disabled, first, take, takeWhole }: MoreWaysProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>(first);
  const close = (): void => setOpen(undefined);

  async function addPage(file: File): Promise<void> {
    const pages = await import("../pages/bind");
    await pages.addPage(owner, file, originals);
  }

  return (
    <div className="more-ways">
      <label className="button button-quiet">
        <PictureInput multiple disabled={disabled} take={(files) => void take(files)} />
        {t("capture.pick")}
      </label>
      <button
        type="button"
        className="button button-quiet"
        data-testid="open-pages"
        disabled={disabled}
        onClick={() => setOpen("pages")}
      >
        {t("pages.open")}
      </button>
      {hasCamera() && (
        <button
          type="button"
          className="button button-quiet"
          data-testid="open-camera"
          disabled={disabled}
          onClick={() => setOpen("camera")}
        >
          {t("live.open")}
        </button>
      )}
      <Suspense fallback={null}>
        {open === "pages" && !disabled && (
          <PagesSheet
            owner={owner}
            originals={originals}
            takeWhole={takeWhole}
            camera={hasCamera() ? () => setOpen("pages-camera") : undefined}
            close={close}
          />
        )}
        {open === "camera" && <LiveCamera shot={async (file) => await take([file])} close={close} />}
        {open === "pages-camera" && <LiveCamera shot={addPage} close={() => setOpen("pages")} />}
      </Suspense>
    </div>
  );
}
