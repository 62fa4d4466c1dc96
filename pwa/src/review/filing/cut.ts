/** Where a page is cut, in ten-thousandths of the page as it is shown: as the server names it. */

export interface Cut {
  page: number;
  /** From left to right, so that one piece is above the other; else from top to bottom. */
  across: boolean;
  /** Of the page's height from the top, or of its width from the left. */
  position: number;
}

export const SCALE = 10_000;
export const MIDDLE = SCALE / 2;
/** Nearer to an edge there is no document. */
const MARGIN = 200;
const STEP = 50;
const LEAP = 500;

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -STEP,
  ArrowLeft: -STEP,
  ArrowDown: STEP,
  ArrowRight: STEP,
  PageUp: -LEAP,
  PageDown: LEAP,
  Home: -SCALE,
  End: SCALE,
};

export function within(position: number): number {
  return Math.min(Math.max(Math.round(position), MARGIN), SCALE - MARGIN);
}

/** Where a key moves the cut to; undefined for a key that does not move it. */
export function movedBy(key: string, position: number): number | undefined {
  const step = STEPS[key];
  return step === undefined ? undefined : within(position + step);
}

/** Where a pointer puts the cut on a page that lies so on the screen. */
export function pointedAt(
  point: { clientX: number; clientY: number },
  page: { left: number; top: number; width: number; height: number },
  across: boolean,
): number {
  const fraction = across
    ? (point.clientY - page.top) / page.height
    : (point.clientX - page.left) / page.width;
  return within(fraction * SCALE);
}

export function bodyOfCut({ page, across, position }: Cut): Record<string, unknown> {
  return { page, direction: across ? "DIRECTION_ACROSS" : "DIRECTION_DOWN", position };
}
