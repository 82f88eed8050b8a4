import { describe, expect, it } from "vitest";
import { Camera, MAX_ZOOM } from "../../triggerpoints/ui/components/bodymap/camera.js";

/** A picture of 400 x 1000 px on a stage of 624 x 524 px: half size. */
function camera() {
  const made = new Camera();
  made.size = [624, 524];
  made.open([400, 1000]);
  return made;
}

/** @param {Camera} made */
const box = (made) => /** @type {[number, number, number, number]} */ (made.viewBox().split(" ").map(Number));

describe("the camera", () => {
  it("shows the whole picture in the middle at first", () => {
    expect(camera().unit).toBe(2);
    expect(box(camera())).toEqual([-424, -24, 1248, 1048]);
  });

  it("keeps the point under the pointer where it is while it zooms", () => {
    const made = camera();
    made.zoomBy(6);
    const [x, y] = [180, 450];
    const before = box(made);
    made.zoomBy(2, [x, y]);
    const after = box(made);
    expect((x - after[0]) / after[2]).toBeCloseTo((x - before[0]) / before[2], 3);
    expect((y - after[1]) / after[3]).toBeCloseTo((y - before[1]) / before[3], 3);
  });

  it("zooms neither out of the whole picture nor farther in than the limit", () => {
    const made = camera();
    made.zoomBy(0.1);
    expect(made.zoom).toBe(1);
    made.zoomBy(1000);
    expect(made.zoom).toBe(MAX_ZOOM);
  });

  it("moves the picture with the finger", () => {
    const made = camera();
    made.zoomBy(4);
    const [x, y] = box(made);
    made.pan(10, -6);
    expect(box(made)[0]).toBeCloseTo(x - 10 * made.unit, 2);
    expect(box(made)[1]).toBeCloseTo(y + 6 * made.unit, 2);
  });

  it("does not let the picture leave the stage", () => {
    const made = camera();
    made.zoomBy(4);
    made.pan(100_000, 100_000);
    const [x, y, w, h] = box(made);
    expect(x).toBeCloseTo(-0.1 * w, 1);
    expect(y).toBeCloseTo(-0.1 * h, 1);
  });

  it("shows a box in the middle and no nearer than it may", () => {
    const made = camera();
    made.showBox([100, 400], [140, 420], 0.8);
    const [x, y, w, h] = box(made);
    expect([x + w / 2, y + h / 2]).toEqual([120, 410].map((v) => expect.closeTo(v, 1)));
    expect(40 / w).toBeLessThanOrEqual(0.8);
    made.showBox([100, 400], [140, 420], 0.8, 3);
    expect(made.zoom).toBe(3);
  });

  it("keeps the whole picture below the controls", () => {
    const made = camera();
    made.top = 100;
    made.whole();
    const [, y] = box(made);
    expect((0 - y) / made.unit).toBeGreaterThanOrEqual(100);
  });

  it("gives numbers before the stage is laid out", () => {
    expect(new Camera().viewBox()).not.toContain("NaN");
  });
});
