import { describe, expect, it } from "vitest";
import {
  STANDARD,
  axes,
  between,
  distanceFor,
  dot,
  edgesOf,
  eyeOf,
  limited,
  lookAt,
  lookOf,
  mmPerPx,
  moved,
  numbersOf,
  plus,
  turned,
  zoomed,
} from "../../triggerpoints/ui/components/body3d/look.js";

const FRONT = lookOf([0, 0, 3000, 0, -100, 900]);
/** @param {readonly number[]} a @param {readonly number[]} b */
const close = (a, b) => a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? NaN, 6));

/** Where a point falls, in mm to the right and up. @param {import("../../triggerpoints/ui/components/body3d/look.js").Look} look @param {[number, number, number]} point @returns {[number, number]} */
function seen(look, point) {
  const { right, up, back } = axes(look);
  const from = plus(point, eyeOf(look), -1);
  const scale = look.distance / -dot(from, back);
  return [dot(from, right) * scale, dot(from, up) * scale];
}

describe("a look", () => {
  it("from the front has the body's left on the right of the picture", () => {
    expect(seen(FRONT, [100, -100, 900])[0]).toBeGreaterThan(0);
    expect(edgesOf(FRONT)).toEqual({ start: "right", end: "left", top: "head" });
  });

  it("from the back has the body's left on the left", () => {
    expect(edgesOf(turned(FRONT, 180, 0))).toEqual({ start: "left", end: "right", top: "head" });
  });

  it("from the body's left has its face on the left", () => {
    const left = limited({ ...FRONT, azimuth: 90, tilt: 0 });
    expect(eyeOf(left)[0]).toBeGreaterThan(2000);
    expect(edgesOf(left)).toEqual({ start: "front", end: "back", top: "head" });
  });

  it("from above still has its left where it was, and the back on top", () => {
    const above = limited({ ...FRONT, ...STANDARD.above });
    expect(eyeOf(above)[2]).toBeCloseTo(3900);
    expect(edgesOf(above)).toEqual({ start: "right", end: "left", top: "back" });
  });

  it("has axes at right angles from everywhere", () => {
    for (const azimuth of [0, 33, 120, 250]) {
      for (const tilt of [-90, -40, 0, 65, 90]) {
        const { right, up, back } = axes({ azimuth, tilt });
        close([dot(right, up), dot(up, back), dot(back, right)], [0, 0, 0]);
        close([dot(right, right), dot(up, up), dot(back, back)], [1, 1, 1]);
      }
    }
  });

  it("survives the address to the millimetre and degree", () => {
    const look = lookOf([213, -17, 1234, -80, 12, 1333]);
    expect(numbersOf(look)).toEqual([213, -17, 1234, -80, 12, 1333]);
    expect(numbersOf(turned(look, 200, 0))[0]).toBe(53);
  });

  it("stays within what is possible", () => {
    const look = limited({ azimuth: -30, tilt: 120, distance: 1, target: [9999, -9999, 0] });
    expect(numbersOf(look)).toEqual([330, 90, 60, 400, -400, 0]);
  });
});

describe("coming nearer", () => {
  it("leaves what is under the pointer where it is", () => {
    const look = lookOf([30, 20, 2000, -50, -90, 1200]);
    const at = /** @type {[number, number]} */ ([140, -60]);
    const { right, up } = axes(look);
    const point = plus(plus(look.target, right, at[0]), up, at[1]);
    const nearer = zoomed(look, 2, at);
    expect(nearer.distance).toBe(1000);
    // on the screen the same place: half as many mm from the middle, as a pixel shows half as much
    close(seen(nearer, point), [70, -30]);
  });

  it("frames what it is to frame, in a wide and in a narrow picture", () => {
    for (const aspect of [2, 0.5]) {
      const height_px = 800;
      const unit = mmPerPx(distanceFor(300, 400, aspect), height_px);
      expect(height_px * unit).toBeGreaterThanOrEqual(400 - 1e-6);
      expect(height_px * aspect * unit).toBeGreaterThanOrEqual(300 - 1e-6);
    }
  });

  it("begins as a view of the map looks", () => {
    const framing = {
      azimuth_deg: 180,
      tilt_deg: 0,
      target_mm: [0, -90, 851],
      width_mm: 700,
      height_mm: 1786,
    };
    const look = lookAt(framing, 0.8);
    expect(mmPerPx(look.distance, 1000) * 1000).toBeCloseTo(1786);
    expect(edgesOf(look).start).toBe("left");
  });
});

describe("a move", () => {
  it("takes the body along with the finger", () => {
    const look = lookOf([140, 25, 2000, -50, -90, 1200]);
    const before = seen(look, look.target);
    const after = seen(moved(look, 30, 20), look.target);
    close([after[0] - before[0], after[1] - before[1]], [30, -20]);
  });
});

describe("a flight", () => {
  it("goes the shorter way round and arrives", () => {
    const to = lookOf([350, 10, 1000, 10, -80, 1000]);
    const from = lookOf([20, 0, 4000, 0, -100, 900]);
    const half = between(from, to, 0.5);
    expect(half.azimuth).toBeCloseTo(5);
    expect(half.distance).toBeCloseTo(2000); // as many times as near with every step
    expect(numbersOf(between(from, to, 1))).toEqual(numbersOf(to));
    expect(numbersOf(between(from, to, 0))).toEqual(numbersOf(from));
  });
});
