/** The picture of a document with the boxes of its fields: zoom, rotate, drag. */
import { useEffect, useRef, useState, type PointerEvent, type ReactNode, type RefObject } from "react";
import { refreshSession } from "../shared/api/session";
import type { Doc, Extraction } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { ExternalIcon, FileIcon, FitIcon, MinusIcon, PlusIcon, RotateIcon } from "../shared/ui/icons";
import { Empty } from "../shared/ui/feedback";
import { Loupe } from "./Loupe";
import { useSize, type Size } from "./useSize";

const MOST = 8;
const STEP = 1.35;
const MARGIN = 24;

export function PagePicture(props: {
  document: Doc;
  boxes: Extraction["boxes"];
  active: string | null;
}): ReactNode {
  const { t } = useWords();
  const { document, boxes, active } = props;
  const address = `/api/v1/documents/${document.id}/content`;
  if (document.media_type === "application/pdf") {
    return (
      <div className="picture">
        <div className="picture-tools">
          <FileLink address={address} />
        </div>
        <iframe className="picture-pdf" src={`${address}#navpanes=0&view=FitH`} title={t("review.picture")} />
      </div>
    );
  }
  return <Picture key={document.id} address={address} boxes={boxes} active={active} />;
}

function FileLink({ address }: { address: string }): ReactNode {
  const { t } = useWords();
  return (
    <a
      className="icon-button"
      href={address}
      target="_blank"
      rel="noreferrer"
      aria-label={t("review.open_file")}
      title={t("review.open_file")}
    >
      <ExternalIcon />
    </a>
  );
}

function Picture({
  address,
  boxes,
  active,
}: {
  address: string;
  boxes: Extraction["boxes"];
  active: string | null;
}): ReactNode {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const room = useSize(frame);
  const [natural, setNatural] = useState<Size | null>(null);
  const [zoom, setZoom] = useState(1);
  const [turns, setTurns] = useState(0);
  const { source, broken, onError } = useSource(address);

  const sideways = turns % 2 === 1;
  const shown = natural && (sideways ? { width: natural.height, height: natural.width } : natural);
  const fit = shown
    ? Math.min((room.width - MARGIN) / shown.width, (room.height - MARGIN) / shown.height)
    : 0;
  const scale = Math.max(fit * zoom, 0);
  const box = active === null ? undefined : boxes[active];

  useBoxInView(frame, box?.page === 1 ? box.quad : undefined, turns, zoom);
  useWheelZoom(frame, (factor) => setZoom((now) => clamp(now * factor)));
  const drag = useDrag(frame);

  if (broken) {
    return (
      <div className="picture">
        <Empty icon={<FileIcon />} title={t("review.no_picture")}>
          <a className="button" href={address} target="_blank" rel="noreferrer">
            {t("review.open_file")}
          </a>
        </Empty>
      </div>
    );
  }
  return (
    <div className="picture">
      <div className="picture-tools" role="toolbar" aria-label={t("review.picture")}>
        <Tool label={t("review.zoom_out")} onClick={() => setZoom(clamp(zoom / STEP))} disabled={zoom <= 1}>
          <MinusIcon />
        </Tool>
        <Tool label={t("review.zoom_in")} onClick={() => setZoom(clamp(zoom * STEP))} disabled={zoom >= MOST}>
          <PlusIcon />
        </Tool>
        <Tool label={t("review.fit")} onClick={() => setZoom(1)} disabled={zoom === 1}>
          <FitIcon />
        </Tool>
        <Tool label={t("review.rotate")} onClick={() => setTurns((turns + 1) % 4)}>
          <RotateIcon />
        </Tool>
        <FileLink address={address} />
      </div>
      {natural && box?.page === 1 && box.quad.length === 8 && turns === 0 && zoom === 1 && (
        <Loupe source={source} quad={box.quad} natural={natural} />
      )}
      <div
        className="picture-frame"
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label={t("review.picture")}
        {...drag}
      >
        <div
          className="picture-room"
          style={shown ? { width: shown.width * scale, height: shown.height * scale } : undefined}
        >
          <div
            className="picture-page"
            style={
              natural
                ? {
                    width: natural.width * scale,
                    height: natural.height * scale,
                    transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
                  }
                : undefined
            }
          >
            <img
              src={source}
              alt={t("review.picture")}
              draggable={false}
              onLoad={({ currentTarget }) =>
                setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
              }
              onError={onError}
            />
            {natural && <Boxes boxes={boxes} active={active} />}
          </div>
        </div>
      </div>
    </div>
  );
}

function Tool(props: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      disabled={props.disabled}
    >
      {props.children}
    </button>
  );
}

/** Every box faintly, the active one strongly; in fractions of the page. */
function Boxes({ boxes, active }: { boxes: Extraction["boxes"]; active: string | null }): ReactNode {
  return (
    <svg className="boxes" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {Object.entries(boxes)
        .filter(([, { page, quad }]) => page === 1 && quad.length === 8)
        .map(([name, { quad }]) => (
          <polygon
            key={name}
            data-box={name}
            className={name === active ? "box box-active" : "box"}
            points={quad.join(" ")}
          />
        ))}
    </svg>
  );
}

/** The file's address; after a failure once more with a session that was continued. */
function useSource(address: string): { source: string; broken: boolean; onError: () => void } {
  const [tries, setTries] = useState(0);
  function onError(): void {
    if (tries > 0) return setTries(2);
    refreshSession(Date.now()).then(
      () => setTries(1),
      () => setTries(2),
    );
  }
  return { source: tries === 0 ? address : `${address}?again`, broken: tries === 2, onError };
}

function clamp(zoom: number): number {
  return Math.abs(zoom - 1) < 0.05 ? 1 : Math.min(Math.max(zoom, 1), MOST);
}

/** Where a point of the page lies after so many quarter turns, in fractions. */
function turned([x, y]: readonly [number, number], turns: number): [number, number] {
  if (turns === 1) return [1 - y, x];
  if (turns === 2) return [1 - x, 1 - y];
  return turns === 3 ? [y, 1 - x] : [x, y];
}

function useBoxInView(
  frame: RefObject<HTMLDivElement | null>,
  quad: number[] | undefined,
  turns: number,
  zoom: number,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || quad?.length !== 8 || zoom === 1) return;
    const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quad;
    const [x, y] = turned([(x1 + x3) / 2, (y1 + y3) / 2], turns);
    element.scrollTo({
      left: x * element.scrollWidth - element.clientWidth / 2,
      top: y * element.scrollHeight - element.clientHeight / 2,
      behavior: "smooth",
    });
  }, [frame, quad, turns, zoom]);
}

/** Ctrl and wheel, and pinching on a touch pad, which browsers report as the same. */
function useWheelZoom(frame: RefObject<HTMLDivElement | null>, zoomBy: (factor: number) => void): void {
  const latest = useRef(zoomBy);
  useEffect(() => {
    latest.current = zoomBy;
  });
  useEffect(() => {
    const element = frame.current;
    function onWheel(event: WheelEvent): void {
      if (!event.ctrlKey) return;
      event.preventDefault();
      latest.current(Math.exp(-event.deltaY / 300));
    }
    // React's own wheel listener is passive and can't keep the browser from zooming the page.
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [frame]);
}

function useDrag(frame: RefObject<HTMLDivElement | null>) {
  function onPointerMove(event: PointerEvent): void {
    if (event.buttons !== 1 || event.pointerType !== "mouse") return;
    frame.current?.scrollBy(-event.movementX, -event.movementY);
  }
  return { onPointerMove };
}
