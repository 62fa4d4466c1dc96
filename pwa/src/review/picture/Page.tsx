/** One page: its picture in a frame that scrolls, what lies over it, and the loupe. */
import { useRef, useState, type MouseEvent, type ReactNode } from "react";
import type { Extraction } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { Empty } from "../../shared/ui/feedback";
import { FileIcon } from "../../shared/ui/icons";
import { Loupe } from "./Loupe";
import { Boxes, Words } from "./Marks";
import { useSource, type Word } from "./pages";
import { useSize, type Size } from "./useSize";
import { useBoxInView, useDrag, useWheelZoom, type View } from "./view";

const MARGIN = 24;

interface PageProps {
  address: string;
  file: string;
  label: string;
  page: number;
  view: View;
  boxes: Extraction["boxes"];
  active: string | null;
  words: readonly Word[];
  take?: (word: Word, add: boolean) => void;
}

export function Page({ address, file, label, page, view, boxes, active, words, take }: PageProps): ReactNode {
  const { t } = useWords();
  const { zoom, turns } = view;
  const frame = useRef<HTMLDivElement>(null);
  const room = useSize(frame);
  const [natural, setNatural] = useState<Size | null>(null);
  const { source, broken, onError } = useSource(address);
  const box = active === null ? undefined : boxes[active];
  const quad = box?.page === page && box.quad.length === 8 ? box.quad : undefined;

  useBoxInView(frame, quad, view);
  useWheelZoom(frame, view.zoomBy);
  const { drag, moved } = useDrag(frame);

  if (broken) return <NoPicture file={file} />;
  const sizes = natural && laidOut(natural, room, zoom, turns);
  return (
    <>
      {natural && quad && turns === 0 && zoom === 1 && (
        <Loupe source={source} quad={quad} natural={natural} />
      )}
      <div
        className="picture-frame"
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label={label}
        onMouseDown={keepField}
        {...drag}
      >
        {!natural && <span className="spinner picture-wait" role="status" aria-label={t("loading")} />}
        <div className="picture-room" style={sizes?.room}>
          <div className="picture-page" style={sizes?.page}>
            <img
              src={source}
              alt={label}
              draggable={false}
              onLoad={({ currentTarget }) =>
                setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
              }
              onError={onError}
            />
            {natural && <Boxes boxes={boxes} page={page} active={active} />}
            {natural && take && <Words words={words} take={(word, add) => !moved() && take(word, add)} />}
          </div>
        </div>
      </div>
    </>
  );
}

/** A field that is being written in keeps the focus while the picture beside it is dragged. */
function keepField(event: MouseEvent): void {
  if (window.document.activeElement?.matches("[data-field]")) event.preventDefault();
}

/** The sizes in CSS pixels of the room that a page takes, and of the page in it before it is turned. */
function laidOut(natural: Size, room: Size, zoom: number, turns: number) {
  const upright = turns % 2 === 0;
  const shown = upright ? natural : { width: natural.height, height: natural.width };
  const fit = Math.min((room.width - MARGIN) / shown.width, (room.height - MARGIN) / shown.height);
  const scale = Math.max(fit * zoom, 0);
  return {
    room: { width: shown.width * scale, height: shown.height * scale },
    page: {
      width: natural.width * scale,
      height: natural.height * scale,
      transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
    },
  };
}

function NoPicture({ file }: { file: string }): ReactNode {
  const { t } = useWords();
  return (
    <Empty icon={<FileIcon />} title={t("review.no_picture")}>
      <a className="button" href={file} target="_blank" rel="noreferrer">
        {t("review.open_file")}
      </a>
    </Empty>
  );
}
