import { describe, expect, it } from "vitest";
import { meet, sameOn } from "../../triggerpoints/ui/components/body3d/skin.js";
import { moved, movesOf, normalsOf } from "../../triggerpoints/ui/components/body3d/figure.js";

// two points on the right, one in the middle, two on the left
const FILE = new Int16Array([10, 10, -20, 0, 5, 0, -3, 0, 1]).buffer;

describe("the moves of a figure", () => {
  it("are sums of steps of a tenth of a millimetre, the left half mirrored", () => {
    const moves = movesOf(FILE, 5);
    const rows = Array.from({ length: 5 }, (_, i) => [...(moves ?? []).slice(i * 3, i * 3 + 3)]);
    const round = rows.map((row) => row.map((value) => Math.round(value * 10) / 10 || 0));
    expect(round).toEqual([
      [1, 0, -0.3],
      [2, 0.5, -0.3],
      [0, 0.5, -0.2],
      [-1, 0, -0.3],
      [-2, 0.5, -0.3],
    ]);
  });

  it("of another skin are none", () => {
    expect(movesOf(FILE, 40)).toBeNull();
    expect(movesOf(FILE, 2)).toBeNull();
    expect(movesOf(new ArrayBuffer(8), 5)).toBeNull();
  });
});

describe("a moved skin", () => {
  const positions = new Float32Array([-50, 0, -50, 50, 0, -50, 0, 0, 50]);
  const skin = { positions, normals: normalsOf(positions, [0, 1, 2]), corners: [0, 1, 2] };
  const out = moved(skin, new Float32Array([0, -10, 0, 0, -10, 0, 0, -10, 0]));

  it("keeps its triangles and looks outward", () => {
    expect([...out.normals].map((value) => Math.round(value) || 0)).toEqual([0, -1, 0, 0, -1, 0, 0, -1, 0]);
    expect(out.corners).toBe(skin.corners);
  });

  it("is met where it is, and tells the place on the man's skin", () => {
    const met = meet(out, [10, -500, -20], [0, 1, 0]);
    expect(met?.at).toEqual([10, -10, -20]);
    const home = met && sameOn(skin, met);
    expect(home?.at.map((value) => Math.round(value * 1000) / 1000 || 0)).toEqual([10, 0, -20]);
    expect(home?.point).toBe(met?.point);
  });
});
