/** How a picture is looked at: how large, how turned, and what part is in sight. */
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";

export const MOST_ZOOM = 8;
const STEP = 1.35;
/** A pointer that moved further than this drags the picture; less is a click on a word. */
const DRAG_PX = 4;

export interface View {
  zoom: number;
  /** Quarter turns to the right. */
  turns: number;
  zoomBy: (factor: number) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  turn: () => void;
}

export function useView(): View {
  const [zoom, setZoom] = useState(1);
  const [turns, setTurns] = useState(0);
  const zoomBy = (factor: number): void => setZoom((now) => clamp(now * factor));
  return {
    zoom,
    turns,
    zoomBy,
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(1 / STEP),
    fit: () => setZoom(1),
    turn: () => setTurns((now) => (now + 1) % 4),
  };
}

export function clamp(zoom: number): number {
  return Math.abs(zoom - 1) < 0.05 ? 1 : Math.min(Math.max(zoom, 1), MOST_ZOOM);
}

/** Where a point of the page lies after so many quarter turns, in fractions. */
export function turned([x, y]: readonly [number, number], turns: number): [number, number] {
  if (turns === 1) return [1 - y, x];
  if (turns === 2) return [1 - x, 1 - y];
  return turns === 3 ? [y, 1 - x] : [x, y];
}

/** Scrolls a picture that is larger than its frame to the place that a field was read from. */
export function useBoxInView(
  frame: RefObject<HTMLDivElement | null>,
  quad: readonly number[] | undefined,
  { turns, zoom }: Pick<View, "turns" | "zoom">,
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
export function useWheelZoom(
  frame: RefObject<HTMLDivElement | null>,
  zoomBy: (factor: number) => void,
): void {
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

export interface Drag {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
}

/** Drags with the mouse; `moved` tells whether what ends now was a drag and no click. */
export function useDrag(frame: RefObject<HTMLDivElement | null>): { drag: Drag; moved: () => boolean } {
  const way = useRef(0);
  return {
    drag: {
      onPointerDown: () => {
        way.current = 0;
      },
      onPointerMove: (event) => {
        if (event.buttons !== 1 || event.pointerType !== "mouse") return;
        way.current += Math.abs(event.movementX) + Math.abs(event.movementY);
        frame.current?.scrollBy(-event.movementX, -event.movementY);
      },
    },
    moved: () => way.current > DRAG_PX,
  };
}
