/** Where the paper lies in a small frame of the camera: the largest bright patch, if it has four corners. */
import type { Grey } from "./look";

/** Corners in parts of the frame's sides: top left, top right, bottom right, bottom left. */
export type Outline = readonly [Point, Point, Point, Point];
export type Point = readonly [x: number, y: number];

/** Paper that one would photograph fills at least this part of the frame, and not all of it. */
const LEAST_PART = 0.08;
const MOST_PART = 0.95;
/** How large the patch is beside the figure of its four corners: a lamp bulges out of it. */
const LEAST_FILLED = 0.8;
const MOST_FILLED = 1.25;

export function outlineIn(grey: Grey): Outline | undefined {
  const { width, height, values } = grey;
  const threshold = otsu(values);
  const patch = largestPatch(grey, threshold);
  if (patch.size < LEAST_PART * values.length || patch.size > MOST_PART * values.length) return undefined;
  const corners = cornersOf(patch.members, width);
  const filled = patch.size / areaOf(corners);
  if (!(filled >= LEAST_FILLED && filled <= MOST_FILLED)) return undefined;
  return corners.map(([x, y]) => [x / width, y / height] as const) as unknown as Outline;
}

/** The light that parts dark from bright best (Otsu 1979). */
export function otsu(values: Uint8Array): number {
  const counts = new Array<number>(256).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const sum = counts.reduce((total, count, value) => total + count * value, 0);
  let [best, threshold, dark, darkSum] = [-1, 127, 0, 0];
  counts.forEach((count, value) => {
    dark += count;
    darkSum += count * value;
    const bright = values.length - dark;
    if (dark === 0 || bright === 0) return;
    const apart = darkSum / dark - (sum - darkSum) / bright;
    const between = dark * bright * apart * apart;
    if (between > best) [best, threshold] = [between, value];
  });
  return threshold;
}

interface Patch {
  size: number;
  /** Places of its pixels. */
  members: number[];
}

/** The largest connected patch brighter than the threshold (4 neighbours). */
function largestPatch({ width, values }: Grey, threshold: number): Patch {
  const seen = new Uint8Array(values.length);
  let largest: number[] = [];
  for (let start = 0; start < values.length; start += 1) {
    if (seen[start] || (values[start] ?? 0) <= threshold) continue;
    const members = [start];
    seen[start] = 1;
    for (const place of members) {
      const column = place % width;
      const beside = [place - width, place + width];
      if (column > 0) beside.push(place - 1);
      if (column < width - 1) beside.push(place + 1);
      for (const next of beside) {
        if (next < 0 || next >= values.length || seen[next] || (values[next] ?? 0) <= threshold) continue;
        seen[next] = 1;
        members.push(next);
      }
    }
    if (members.length > largest.length) largest = members;
  }
  return { size: largest.length, members: largest };
}

/** The farthest pixels towards each corner of the frame. */
function cornersOf(members: readonly number[], width: number): Outline {
  const farthest = (towards: (x: number, y: number) => number): Point => {
    let [best, corner]: [number, Point] = [-Infinity, [0, 0]];
    for (const place of members) {
      const [x, y] = [place % width, Math.floor(place / width)];
      const distance = towards(x, y);
      if (distance > best) [best, corner] = [distance, [x, y]];
    }
    return corner;
  };
  return [
    farthest((x, y) => -x - y),
    farthest((x, y) => x - y),
    farthest((x, y) => x + y),
    farthest((x, y) => y - x),
  ];
}

/** By the shoelace formula. */
function areaOf(corners: Outline): number {
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % 4] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
