import { describe, expect, test } from "vitest";
import type { Grey } from "./look";
import { outlineIn } from "./outline";

const [WIDTH, HEIGHT] = [120, 160];

/** A frame whose light at each place is given. */
function frame(light: (x: number, y: number) => number): Grey {
  const values = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
    light(at % WIDTH, Math.floor(at / WIDTH)),
  );
  return { width: WIDTH, height: HEIGHT, values };
}

describe("the outline of paper", () => {
  test("is found around a receipt on a table, print and all", () => {
    const outline = outlineIn(
      frame((x, y) => (x >= 30 && x < 90 && y >= 20 && y < 140 ? (y % 9 === 4 && x % 3 ? 60 : 225) : 80)),
    );
    const expected = [
      [0.25, 0.125],
      [0.742, 0.125],
      [0.742, 0.869],
      [0.25, 0.869],
    ];
    outline?.forEach(([x, y], index) => {
      expect(x).toBeCloseTo(expected[index]?.[0] ?? 0, 1);
      expect(y).toBeCloseTo(expected[index]?.[1] ?? 0, 1);
    });
    expect(outline).toHaveLength(4);
  });

  test("follows a receipt that lies aslant", () => {
    const outline = outlineIn(
      frame((x, y) => (Math.abs(x - 60 + (y - 80) / 4) < 22 && Math.abs(y - 80) < 50 ? 220 : 70)),
    );
    const [topLeft, , , bottomLeft] = outline ?? [];
    expect((topLeft?.[0] ?? 0) - (bottomLeft?.[0] ?? 0)).toBeGreaterThan(0.1);
  });

  test.each([
    ["an even table", () => 120],
    ["a small spot of light", (x: number, y: number) => (Math.hypot(x - 60, y - 80) < 12 ? 250 : 60)],
    ["a round lamp", (x: number, y: number) => (Math.hypot(x - 60, y - 80) < 50 ? 240 : 60)],
  ])("is not made up for %s", (_, light) => {
    expect(outlineIn(frame(light))).toBeUndefined();
  });
});
