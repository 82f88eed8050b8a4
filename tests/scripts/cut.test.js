import { cornersOf, planeOf } from "../../triggerpoints/ui/components/body3d/cut.js";
import { describe, expect, it } from "vitest";

const CUTS = {
  transverse: { right: [1, 0, 0], down: [0, 1, 0] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1] },
};
/** @param {keyof typeof CUTS} kind */
const cut = (kind) => ({
  ...CUTS[kind],
  at_mm: [-60, -100, 1200],
  frame: [-90, 30, 40, 20],
  svg: "",
  needle: [],
});

describe("a section in the body", () => {
  it("is seen from where radiology sees it: from below, from the left, from the front", () => {
    expect(planeOf(cut("transverse"))).toEqual([-0, -0, -1, -1200]);
    expect(planeOf(cut("sagittal")).map(Math.abs)).toEqual([1, 0, 0, 60]);
    expect(planeOf(cut("sagittal"))[0]).toBe(1);
    expect(planeOf(cut("coronal"))[1]).toBe(-1);
  });

  it("has its picture on the plane, where its millimetres say", () => {
    for (const kind of /** @type {const} */ (["transverse", "sagittal", "coronal"])) {
      const { right, down } = CUTS[kind];
      const [nx, ny, nz, far] = planeOf(cut(kind));
      const corners = cornersOf(cut(kind));
      for (const [x, y, z] of corners) expect(x * nx + y * ny + z * nz).toBeCloseTo(far);
      const along = corners.map((corner) =>
        corner.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0),
      );
      const below = corners.map((corner) =>
        corner.reduce((sum, value, i) => sum + value * (down[i] ?? 0), 0),
      );
      expect(along).toEqual([-90, -50, -50, -90]);
      expect(below).toEqual([30, 30, 50, 50]);
    }
  });
});
