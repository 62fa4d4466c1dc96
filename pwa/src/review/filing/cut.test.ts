import { describe, expect, it } from "vitest";
import { bodyOfCut, movedBy, pointedAt } from "./cut";

const PAGE = { left: 100, top: 50, width: 400, height: 1000 };

describe("a cut", () => {
  it.each([
    ["ArrowUp", 4950],
    ["ArrowRight", 5050],
    ["PageDown", 5500],
    ["Home", 200],
    ["End", 9800],
  ])("moves by %s and stays on the page", (key, position) => {
    expect(movedBy(key, 5000)).toBe(position);
  });

  it("leaves other keys to others", () => expect(movedBy("Enter", 5000)).toBeUndefined());

  it("lies where the pointer is, whichever way it runs", () => {
    const point = { clientX: 200, clientY: 300 };
    expect(pointedAt(point, PAGE, true)).toBe(2500);
    expect(pointedAt(point, PAGE, false)).toBe(2500);
    expect(pointedAt({ clientX: 0, clientY: 0 }, PAGE, false)).toBe(200);
  });

  it("is told to the server in its words", () => {
    expect(bodyOfCut({ page: 2, across: false, position: 3000 })).toEqual({
      page: 2,
      direction: "DIRECTION_DOWN",
      position: 3000,
    });
  });
});
