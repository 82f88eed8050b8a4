import { describe, expect, it } from "vitest";
import { commandOf, next, nudged } from "../../triggerpoints/ui/components/bodymap/keyboard.js";

const PICK = /** @type {const} */ ({ mode: "pick", onMark: false });
const PAINT = /** @type {const} */ ({ mode: "paint", onMark: false });
const MARK = /** @type {const} */ ({ mode: "pick", onMark: true });
const LASSO = /** @type {const} */ ({ mode: "lasso", onMark: false });

describe("keys on the map", () => {
  it.each([
    ["+", { do: "zoom", factor: 1.3 }],
    ["=", { do: "zoom", factor: 1.3 }],
    ["-", { do: "zoom", factor: 1 / 1.3 }],
    ["0", { do: "whole" }],
    ["Escape", { do: "clear" }],
  ])("%s is the same in every mode", (key, command) => {
    for (const where of [PICK, PAINT, LASSO, MARK]) expect(commandOf({ key }, where)).toEqual(command);
  });

  it.each([
    ["ArrowRight", 1],
    ["ArrowDown", 1],
    ["ArrowLeft", -1],
    ["ArrowUp", -1],
  ])("%s walks through the muscles", (key, by) => {
    expect(commandOf({ key }, PICK)).toEqual({ do: "step", by });
  });

  it.each(["Enter", " "])("'%s' chooses a muscle, presses a mark, paints a spot", (key) => {
    expect(commandOf({ key }, PICK)).toEqual({ do: "choose" });
    expect(commandOf({ key }, MARK)).toEqual({ do: "mark" });
    expect(commandOf({ key }, PAINT)).toEqual({ do: "dot" });
    expect(commandOf({ key }, LASSO)).toBeNull();
  });

  it("leaves the arrows on a mark, Tab and letters to the browser", () => {
    expect(commandOf({ key: "ArrowDown" }, MARK)).toBeNull();
    expect(commandOf({ key: "Tab" }, PICK)).toBeNull();
    expect(commandOf({ key: "a" }, PICK)).toBeNull();
  });

  it.each(["ctrlKey", "metaKey", "altKey"])("leaves keys with %s to the browser", (held) => {
    expect(commandOf({ key: "+", [held]: true }, PICK)).toBeNull();
    expect(commandOf({ key: "ArrowLeft", [held]: true }, PICK)).toBeNull();
  });

  it("moves the brush by most of its radius", () => {
    const command = commandOf({ key: "ArrowUp" }, PAINT);
    expect(command).toEqual({ do: "nudge", way: [0, -1] });
    expect(nudged([10, 10], [0, -1], 10)).toEqual([10, 2]);
  });
});

describe("walking", () => {
  const order = ["a right", "a left", "b midline"];

  it("goes on and round the ends", () => {
    expect(next(order, "a right", 1)).toBe("a left");
    expect(next(order, "b midline", 1)).toBe("a right");
    expect(next(order, "a right", -1)).toBe("b midline");
  });

  it("begins at the end it comes from", () => {
    expect(next(order, null, 1)).toBe("a right");
    expect(next(order, "gone left", -1)).toBe("b midline");
  });

  it("goes nowhere without muscles", () => expect(next([], null, 1)).toBeNull());
});
