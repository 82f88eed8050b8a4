import { axisOf, cornersOf, planeOf } from "../../triggerpoints/ui/components/body3d/cut.js";
import { draggedMm, standsWords } from "../../triggerpoints/ui/components/body3d/cut_controls.js";
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
  move_mm: 0,
  reach_mm: 60,
  ends: ["feet", "head"],
  met: [],
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

describe("moving a section", () => {
  it("goes along the axis that the page's slider names, up, to the left, to the back", () => {
    expect(axisOf(cut("transverse"))).toEqual([0, 0, 1]);
    expect(axisOf(cut("sagittal"))).toEqual([1, 0, 0]);
    expect(axisOf(cut("coronal"))).toEqual([0, 1, 0]);
  });

  it("follows the pointer along the plane's own way on the screen", () => {
    expect(draggedMm([10, 0], [2, 0])).toBe(5);
    expect(draggedMm([0, 10], [2, 0])).toBe(0);
    expect(draggedMm([-4, 0], [2, 0])).toBe(-2);
  });

  it("goes up and down with the pointer where it is seen from straight ahead", () => {
    expect(draggedMm([30, -7], [0.01, 0])).toBe(7);
  });

  it("says where the plane stands", () => {
    expect(standsWords(0, ["feet", "head"])).toBe("At the point");
    expect(standsWords(12, ["feet", "head"])).toBe("12 mm towards the head");
    expect(standsWords(-3, ["feet", "head"])).toBe("3 mm towards the feet");
  });
});
