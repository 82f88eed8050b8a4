import { describe, expect, it } from "vitest";
import { EarlyTap } from "../../triggerpoints/ui/components/bodymap/early.js";

const VIEW = { width: 800, height: 2000 };

/** A map whose picture stands somewhere on the screen at half its size, and moves. */
function moving() {
  const frame = {
    left: 100,
    /** @param {{clientX: number, clientY: number}} place @returns {[number, number]} */
    at: ({ clientX, clientY }) => [2 * (clientX - frame.left), 2 * clientY],
    /** @param {[number, number]} point */
    onScreen: ([x, y]) => ({ clientX: frame.left + x / 2, clientY: y / 2 }),
  };
  return frame;
}

/** @param {string} [early] */
const host = (early) => /** @type {HTMLElement} */ (/** @type {unknown} */ ({ dataset: { early } }));

describe("a tap before the map can answer", () => {
  it("counts where the picture has moved to meanwhile, once", () => {
    const frame = moving();
    const tap = new EarlyTap(host(), frame);
    tap.note({ clientX: 150, clientY: 300 });
    frame.left = 20;
    expect(tap.take(VIEW)).toEqual({ clientX: 70, clientY: 300 });
    expect(tap.take(VIEW)).toBeNull();
  });

  it("on the shape that stood there before the scripts is found in the picture", () => {
    const tap = new EarlyTap(host("0.05 -0.25"), moving());
    expect(tap.take(VIEW)).toEqual({ clientX: 100 + (400 + 100) / 2, clientY: (1000 - 500) / 2 });
  });

  it.each([undefined, "", "1", "a b", "NaN 1"])("is nothing where nothing was tapped (%s)", (early) => {
    expect(new EarlyTap(host(early), moving()).take(VIEW)).toBeNull();
  });
});
