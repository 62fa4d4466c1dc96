/** The part of the picture where the pointed field stands, large enough to read at a glance. */
import { useRef, type ReactNode } from "react";
import { useSize, type Size } from "./useSize";

const LINE_PX = 40;
const MOST_WIDTH = 0.86;
/** Part of the page that the loupe would cover at the top. */
const HEAD = 0.2;

/** @param quad eight fractions of the page; @param natural size of the picture in its own pixels */
export function Loupe({
  source,
  quad,
  natural,
}: {
  source: string;
  quad: readonly number[];
  natural: Size;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const room = useSize(frame);
  const xs = quad.filter((_, index) => index % 2 === 0);
  const ys = quad.filter((_, index) => index % 2 === 1);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.max((right - left) * natural.width, 1);
  const height = Math.max((bottom - top) * natural.height, 1);
  const scale = Math.min(LINE_PX / height, (room.width * MOST_WIDTH) / width);
  return (
    <div className={top < HEAD ? "loupe loupe-low" : "loupe"} ref={frame} aria-hidden="true">
      <img
        src={source}
        alt=""
        style={{
          width: natural.width * scale,
          height: natural.height * scale,
          left: room.width / 2 - ((left + right) / 2) * natural.width * scale,
          top: room.height / 2 - ((top + bottom) / 2) * natural.height * scale,
        }}
      />
    </div>
  );
}
