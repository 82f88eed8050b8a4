import { describe, expect, it } from "vitest";
import { afterPaint } from "../../triggerpoints/ui/components/shared/after_paint.js";

/** A clock whose frame and timers are run by hand. */
function byHand() {
  /** @type {(() => void)[]} */
  const frames = [];
  /** @type {{run: () => void, ms: number}[]} */
  const timers = [];
  const clock = {
    frame: (/** @type {() => void} */ run) => void frames.push(run),
    later: (/** @type {() => void} */ run, /** @type {number} */ ms) => void timers.push({ run, ms }),
  };
  return {
    clock,
    paint: () => frames.splice(0).forEach((run) => run()),
    wait: (/** @type {number} */ ms) => {
      for (const timer of timers.splice(0))
        if (timer.ms <= ms) timer.run();
        else timers.push(timer);
    },
  };
}

describe("what is told after a frame was painted", () => {
  it("is told once, and only the last of several", () => {
    const told = /** @type {number[]} */ ([]);
    const { clock, paint, wait } = byHand();
    const send = afterPaint((/** @type {number} */ value) => told.push(value), clock);
    send(1);
    send(2);
    expect(told).toEqual([]);
    paint();
    expect(told).toEqual([]);
    wait(0);
    wait(1000);
    expect(told).toEqual([2]);
  });

  it("is told in a tab that paints nothing", () => {
    const told = /** @type {number[]} */ ([]);
    const { clock, wait } = byHand();
    afterPaint((/** @type {number} */ value) => told.push(value), clock)(1);
    wait(100);
    expect(told).toEqual([1]);
  });

  it("is told again for what comes later", () => {
    const told = /** @type {number[]} */ ([]);
    const { clock, paint, wait } = byHand();
    const send = afterPaint((/** @type {number} */ value) => told.push(value), clock);
    for (const value of [1, 2]) {
      send(value);
      paint();
      wait(0);
    }
    expect(told).toEqual([1, 2]);
  });
});
