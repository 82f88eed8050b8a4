import { Pace, SLOW_MS, slicesOf } from "../../triggerpoints/ui/components/body3d/pace.js";
import * as decimate from "../../triggerpoints/ui/components/body3d/decimate.js";
import { describe, expect, it } from "vitest";
import { slice } from "../../triggerpoints/ui/components/body3d/ranges.js";
import { seesBall } from "../../triggerpoints/ui/components/body3d/look.js";

/** Points of a square sheet, one a millimetre, and its triangles. @param {number} size */
function sheet(size) {
  const positions = [];
  const corners = [];
  for (let y = 0; y <= size; y++) for (let x = 0; x <= size; x++) positions.push(x + 0.1, y + 0.1, 0.1);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * (size + 1) + x;
      corners.push(at, at + 1, at + size + 1, at + 1, at + size + 2, at + size + 1);
    }
  }
  return { positions, corners };
}

/** @template T @param {Generator<void, T, void>} steps @returns {T} */
function all(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
/** @param {Parameters<typeof decimate.coarse>} facts */
const coarse = (...facts) => all(decimate.coarse(...facts));
/** @param {Parameters<typeof decimate.coarseParts>} facts */
const coarseParts = (...facts) => all(decimate.coarseParts(...facts));

describe("a coarse surface", () => {
  const { positions, corners } = sheet(24);

  it("has few triangles over the same points, and none that is a line", () => {
    const few = coarse(positions, corners, 6);
    expect(few.length).toBeLessThan(corners.length / 20);
    expect(few.length).toBeGreaterThan(0);
    for (let i = 0; i < few.length; i += 3) expect(new Set(few.slice(i, i + 3)).size).toBe(3);
  });

  it("keeps the surface where it was, to the size of a cell", () => {
    const xs = [...coarse(positions, corners, 6)].map((point) => positions[point * 3] ?? 0);
    expect(Math.min(...xs)).toBeLessThan(6);
    expect(Math.max(...xs)).toBeGreaterThan(18);
  });

  it("never joins two parts", () => {
    const ranges = {
      order: Uint32Array.from(corners),
      starts: new Map([
        [4, /** @type {[number, number]} */ ([0, 1728])],
        [9, /** @type {[number, number]} */ ([1728, 1728])],
      ]),
    };
    const { order, starts } = coarseParts(positions, ranges, 6);
    const own = new Set(corners.slice(0, 1728));
    const [start = 0, count = 0] = starts.get(4) ?? [];
    expect([...order.slice(start, start + count)].every((point) => own.has(point))).toBe(true);
    expect(start + count).toBe(starts.get(9)?.[0]);
  });
});

describe("the picture at rest", () => {
  it("is drawn in slices of whole triangles that leave none out and draw none twice", () => {
    const seen = [0, 1, 2, 3].map((number) => slice(3 * 10, number, 4));
    expect(seen.every(([from, some]) => from % 3 === 0 && some % 3 === 0 && some > 0)).toBe(true);
    expect(seen.map(([from, some]) => from + some)).toEqual([...seen.slice(1).map(([from]) => from), 30]);
    expect(slice(30, 0, 1)).toEqual([0, 30]);
  });

  it("is cut finer where it took long, and not at all where it did not", () => {
    expect(slicesOf()).toBe(1);
    expect(slicesOf(20)).toBe(1);
    expect(slicesOf(200)).toBeGreaterThan(3);
    expect(slicesOf(60_000)).toBeLessThan(20);
  });
});

describe("the pace", () => {
  /** @param {"still" | "rough"} kind @param {number[]} times */
  const after = (kind, times, pace = new Pace()) => {
    for (const ms of times) pace.took(kind, ms);
    return pace;
  };

  it("does not call a machine slow for its first picture", () => {
    expect(after("still", [900]).slow).toBeNull();
    expect(after("still", [900, 12]).slow).toBe(false);
    expect(after("still", [900, 300]).slow).toBe(true);
  });

  it("knows a slow machine by rough pictures, but a fast one by pictures at rest alone", () => {
    expect(after("rough", [900, 5, 5]).slow).toBeNull();
    expect(after("rough", [900, 200]).slow).toBe(true);
    expect(after("still", [0, 5], after("rough", [900, 200])).slow).toBe(false);
  });

  it("forgives one late picture", () => {
    expect(after("still", [900, 12, SLOW_MS * 5, 14]).slow).toBe(false);
  });

  it("draws coarser pictures as long as they are late, and finer ones when there is time", () => {
    const pace = after("still", [900, 300]);
    const before = pace.ratio;
    after("rough", [100, 100, 100], pace);
    const low = pace.ratio;
    expect(low).toBeLessThan(before);
    after("rough", [10, 10], pace);
    expect(pace.ratio).toBeGreaterThan(low);
    after("rough", Array(20).fill(10), pace);
    expect(pace.ratio).toBe(1);
  });
});

describe("a part that is in the picture", () => {
  const look = {
    azimuth: 0,
    tilt: 0,
    distance: 1000,
    target: /** @type {[number, number, number]} */ ([0, -100, 900]),
  };

  it("is not left out, also when only its rim is seen", () => {
    expect(seesBall(look, [0, -100, 900], 10, 1)).toBe(true);
    expect(seesBall(look, [250, -100, 900], 100, 1)).toBe(true);
    expect(seesBall(look, [0, -1090, 900], 20, 1)).toBe(true);
  });

  it("is one before the eye, and not far beside it", () => {
    expect(seesBall(look, [0, -1300, 900], 20, 1)).toBe(false);
    expect(seesBall(look, [900, -100, 900], 100, 1)).toBe(false);
    expect(seesBall(look, [0, -100, 1800], 100, 1)).toBe(false);
  });
});
