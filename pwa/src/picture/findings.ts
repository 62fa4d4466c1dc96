/**
 * What may be wrong with a picture, by cheap measures of a small grey copy. The thresholds are from
 * `npm run picture-findings` over good and spoiled photographs: false alarms cost a person's time, so they are rare.
 */
import type { Finding } from "../queue/database";
import type { Grey } from "./look";

/** Long side of the copy: text of a receipt that fills the picture still has its strokes. */
export const LOOKED_AT_SIDE = 1_024;
const TILES = 12;

export interface Measures {
  /** Variance of the Laplacian over the variance of the light, in the tiles that have the most to show. */
  sharpness: number;
  /** Light of the brightest twentieth, 0 to 255: what should be paper. */
  brightness: number;
  /** Part of the tiles that are burnt out from edge to edge, where the paper around them is not white itself. */
  burnt: number;
  /** Part of the tiles in which something is printed. */
  printed: number;
}

interface Tile {
  /** Variance of the light. */
  contrast: number;
  /** Variance of the Laplacian (4 neighbours). */
  edges: number;
  /** Part of it that is as bright as it gets. */
  white: number;
}

const LEAST_SHARPNESS = 0.05;
const LEAST_BRIGHTNESS = 75;
const MOST_BURNT = 0.03;
const LEAST_PRINTED = 0.03;
/** Contrast of a tile in which something stands. */
const PRINT_CONTRAST = 60;

export function findingsIn(grey: Grey): Finding[] {
  const { sharpness, brightness, burnt, printed } = measured(grey);
  if (brightness < LEAST_BRIGHTNESS) return ["dark"];
  if (printed < LEAST_PRINTED) return ["no_paper"];
  return [
    ...(sharpness < LEAST_SHARPNESS ? (["blurry"] as const) : []),
    ...(burnt > MOST_BURNT ? (["glare"] as const) : []),
  ];
}

export function measured(grey: Grey): Measures {
  const tiles = tilesOf(grey);
  const telling = tiles.filter(({ contrast }) => contrast > PRINT_CONTRAST);
  const ratios = telling.map(({ contrast, edges }) => edges / contrast).sort((a, b) => b - a);
  const histogram = histogramOf(grey);
  return {
    sharpness: ratios[Math.floor(ratios.length / 4)] ?? 0,
    brightness: percentile(histogram, 0.95),
    burnt: isWhitePaper(histogram) ? 0 : partOf(tiles, ({ white }) => white > 0.95),
    printed: partOf(tiles, ({ contrast }) => contrast > PRINT_CONTRAST),
  };
}

function tilesOf(grey: Grey): Tile[] {
  const tiles: Tile[] = [];
  for (let row = 0; row < TILES; row += 1) {
    for (let column = 0; column < TILES; column += 1) tiles.push(tileOf(grey, column, row));
  }
  return tiles;
}

function tileOf({ width, height, values }: Grey, column: number, row: number): Tile {
  const [left, right] = span(column, width);
  const [top, bottom] = span(row, height);
  let count = 0;
  let [light, lightSquared, edge, edgeSquared, white] = [0, 0, 0, 0, 0];
  const at = (index: number): number => values[index] ?? 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const index = y * width + x;
      const here = at(index);
      const laplacian = at(index - 1) + at(index + 1) + at(index - width) + at(index + width) - 4 * here;
      count += 1;
      light += here;
      lightSquared += here * here;
      edge += laplacian;
      edgeSquared += laplacian * laplacian;
      if (here >= BURNT) white += 1;
    }
  }
  if (count === 0) return { contrast: 0, edges: 0, white: 0 };
  return {
    contrast: lightSquared / count - (light / count) ** 2,
    edges: edgeSquared / count - (edge / count) ** 2,
    white: white / count,
  };
}

/** From where to where a tile goes, without the picture's border. */
function span(tile: number, length: number): [number, number] {
  const inner = length - 2;
  return [1 + Math.floor((tile * inner) / TILES), 1 + Math.floor(((tile + 1) * inner) / TILES)];
}

function histogramOf({ values }: Grey): Float64Array {
  const counts = new Float64Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts.map((count) => count / Math.max(values.length, 1));
}

function percentile(histogram: Float64Array, part: number): number {
  let sum = 0;
  return histogram.findIndex((share) => (sum += share) >= part);
}

const BURNT = 250;
const PAPER = 150;
const WHITE = 236;

/** A scan, or a screenshot: there the light hardly passes through the tones below white, and white is no glare. */
function isWhitePaper(histogram: Float64Array): boolean {
  const share = (from: number, to: number): number =>
    histogram.subarray(from, to).reduce((sum, each) => sum + each, 0);
  return share(PAPER, WHITE) <= share(WHITE, 256);
}

function partOf(tiles: readonly Tile[], holds: (tile: Tile) => boolean): number {
  return tiles.filter(holds).length / tiles.length;
}
