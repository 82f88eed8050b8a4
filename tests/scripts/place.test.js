import { describe, expect, it } from "vitest";
import { boxOf, middleOf, moved } from "../../triggerpoints/ui/components/section/place.js";

const BOX = { x: 10, y: 20, width: 400, height: 200 };

describe("the cross on a picture", () => {
  it("begins in the middle of what is shown", () => {
    expect(middleOf(boxOf("10 20 400 200"))).toEqual([210, 120]);
    expect(boxOf("10,20, 400 200")).toEqual(BOX);
    expect(boxOf(null)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it("moves by a step with an arrow, by less with Shift", () => {
    expect(moved([100, 100], { key: "ArrowRight" }, BOX)).toEqual([110, 100]);
    expect(moved([100, 100], { key: "ArrowUp" }, BOX)).toEqual([100, 90]);
    expect(moved([100, 100], { key: "ArrowRight", shiftKey: true }, BOX)).toEqual([102.5, 100]);
  });

  it("stays in the picture", () => {
    expect(moved([405, 100], { key: "ArrowRight" }, BOX)).toEqual([410, 100]);
    expect(moved([12, 25], { key: "ArrowUp" }, BOX)).toEqual([12, 20]);
  });

  it("leaves other keys alone", () => expect(moved([0, 0], { key: "Tab" }, BOX)).toBeNull());
});
