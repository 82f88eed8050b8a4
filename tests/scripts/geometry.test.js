import { describe, expect, it } from "vitest";
import {
  around,
  extentOf,
  clamp,
  freeCorners,
  line,
  round,
  thin,
} from "../../triggerpoints/ui/components/shared/geometry.js";
import { strokeOf } from "../../triggerpoints/ui/components/bodymap/painting.js";

describe("geometry", () => {
  it("clamps and rounds", () => {
    expect([clamp(5, 0, 3), clamp(-5, 0, 3), clamp(2, 0, 3)]).toEqual([3, 0, 2]);
    expect(round(1.2499)).toBe(1.2);
  });

  it("draws a way as a path, one point as a dot", () => {
    expect(
      line([
        [1, 2],
        [3, 4],
      ]),
    ).toBe("M1 2L3 4");
    expect(line([[1, 2]])).toBe("M1 2h.01");
  });

  it("keeps the first point of a stroke and those far enough from the last", () => {
    expect(
      thin(
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [2.5, 0],
          [4, 0],
        ],
        2,
      ),
    ).toEqual([
      [0, 0],
      [2, 0],
      [4, 0],
    ]);
    expect(thin([], 2)).toEqual([]);
  });

  it("finds the box round boxes, inside the picture", () => {
    const boxes = [
      { x: -5, y: 10, width: 10, height: 5 },
      { x: 20, y: 0, width: 100, height: 5 },
    ];
    expect(around(boxes, [60, 60])).toEqual({ low: [0, 0], high: [60, 15] });
    expect(around([], [60, 60])).toBeNull();
  });

  it("puts the numbers of neighbours on sides that are free", () => {
    const corners = /** @type {[number, number][]} */ ([
      [10, 0],
      [-10, 0],
    ]);
    const [left, right] = freeCorners(
      [
        [0, 0],
        [12, 0],
      ],
      corners,
    );
    expect(left).toEqual([-10, 0]);
    expect(right).toEqual([10, 0]);
    expect(freeCorners([[0, 0]], corners)).toEqual([[10, 0]]);
  });
});

describe("a stroke", () => {
  const brush = /** @type {const} */ ({ tool: "paint", radius_px: 9 });
  const lasso = /** @type {const} */ ({ tool: "lasso", radius_px: 9 });

  it("of the brush may be one spot and keeps its radius", () => {
    expect(strokeOf([[1, 2]], brush, 1)).toEqual({ tool: "paint", radius_px: 9, points: [[1, 2]] });
    expect(strokeOf([], brush, 1)).toBeNull();
  });

  it("of the lasso needs three points and has no radius", () => {
    expect(
      strokeOf(
        [
          [0, 0],
          [9, 0],
        ],
        lasso,
        1,
      ),
    ).toBeNull();
    expect(
      strokeOf(
        [
          [0, 0],
          [9, 0],
          [9, 9],
        ],
        lasso,
        1,
      ),
    ).toMatchObject({ radius_px: 0 });
  });
});

describe("what paths take up", () => {
  it("is found over all rings and numbers below zero and with a point", () => {
    expect(extentOf(["M3 4L10 -2L7.5 30Z", "M-5 6L0 0ZM2 2L4 31.5Z"])).toEqual([-5, -2, 10, 31.5]);
  });
});
