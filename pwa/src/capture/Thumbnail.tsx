/** The small picture of a capture; an icon for what the browser can't draw. */
import { useEffect, useRef, type ReactNode } from "react";
import { database, type Capture } from "../queue/database";
import { useWords } from "../shared/i18n";
import { FileIcon } from "../shared/ui/icons";
import { useStored } from "./live";

async function thumbnailOf(id: string): Promise<{ bytes: ArrayBuffer } | undefined> {
  return await database.thumbnails.get(id);
}

/** Shows bytes without a data: address, which the policy of the page allows for blobs alone. */
export function useObjectUrl(bytes: ArrayBuffer | undefined): React.RefObject<HTMLImageElement | null> {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (!bytes || !image.current) return;
    const url = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes]);
  return image;
}

export function Thumbnail({ capture }: { capture: Capture }): ReactNode {
  const { t } = useWords();
  const stored = useStored(thumbnailOf, capture.id);
  const image = useObjectUrl(stored?.bytes);
  if (stored) {
    return <img ref={image} alt={t("capture.photo", { name: capture.filename })} width="56" height="56" />;
  }
  return (
    <>
      <FileIcon />
      {capture.mediaType === "application/pdf" && <span className="capture-kind">{t("capture.pdf")}</span>}
    </>
  );
}
