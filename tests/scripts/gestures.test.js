import { describe, expect, it } from "vitest";
import { Gestures, wheelFactor, wheelZooms } from "../../triggerpoints/ui/components/shared/gestures.js";

const DRAWS = true;
const PICKS = false;
const ZOOMED = true;
const WHOLE = false;

describe("a finger", () => {
  it("taps when it does not move", () => {
    const hand = new Gestures();
    hand.down(1, [10, 10], PICKS);
    hand.move(1, [12, 11], WHOLE);
    expect(hand.up(1)).toEqual({ do: "tap" });
    expect(hand.held).toBe(false);
  });

  it("does not tap after a drag, also when it comes back", () => {
    const hand = new Gestures();
    hand.down(1, [10, 10], PICKS);
    hand.move(1, [40, 10], WHOLE);
    hand.move(1, [10, 10], WHOLE);
    expect(hand.up(1)).toBeNull();
  });

  it("pans a zoomed picture and leaves the whole one to the page", () => {
    const hand = new Gestures();
    hand.down(1, [10, 10], PICKS);
    expect(hand.move(1, [40, 20], WHOLE)).toBeNull();
    expect(hand.move(1, [50, 25], ZOOMED)).toEqual({ do: "pan", dx: 10, dy: 5 });
  });

  it("taps as often as it comes down, however quickly", () => {
    const hand = new Gestures();
    const seen = [1, 2, 3, 4].map((id) => {
      hand.down(id, [10 * id, 10], PICKS);
      return hand.up(id);
    });
    expect(seen).toEqual(Array(4).fill({ do: "tap" }));
  });

  it("is unknown when it never came down", () => {
    const hand = new Gestures();
    expect(hand.move(7, [1, 1], ZOOMED)).toBeNull();
    expect(hand.up(7)).toBeNull();
  });
});

describe("two fingers", () => {
  it("that overlap without moving are two taps", () => {
    const hand = new Gestures();
    hand.down(1, [10, 10], PICKS);
    hand.down(2, [200, 10], PICKS);
    expect(hand.up(1)).toEqual({ do: "tap" });
    expect(hand.up(2)).toEqual({ do: "tap" });
  });

  it("pinch about their middle, and neither of them taps", () => {
    const hand = new Gestures();
    hand.down(1, [100, 100], PICKS);
    hand.down(2, [200, 100], PICKS);
    expect(hand.move(2, [300, 100], WHOLE)).toEqual({
      do: "pinch",
      dx: 50,
      dy: 0,
      factor: 2,
      middle: [200, 100],
    });
    expect(hand.up(1)).toBeNull();
    expect(hand.up(2)).toBeNull();
  });

  it("turn a stroke into a pinch", () => {
    const hand = new Gestures();
    expect(hand.down(1, [100, 100], DRAWS)).toEqual({ do: "begin" });
    expect(hand.down(2, [200, 100], DRAWS)).toEqual({ do: "drop" });
    expect(hand.move(2, [260, 100], WHOLE)).toMatchObject({ do: "pinch" });
  });
});

describe("a stroke", () => {
  it("begins, is drawn and ends", () => {
    const hand = new Gestures();
    const seen = [hand.down(1, [1, 1], DRAWS), hand.move(1, [2, 2], WHOLE), hand.up(1)];
    expect(seen).toEqual([{ do: "begin" }, { do: "draw" }, { do: "finish" }]);
    expect(hand.drawing).toBe(false);
  });

  it("is dropped when the system takes the finger away", () => {
    const hand = new Gestures();
    hand.down(1, [1, 1], DRAWS);
    expect(hand.cancel(1)).toEqual({ do: "drop" });
    expect(hand.held).toBe(false);
  });
});

describe("the wheel", () => {
  const still = { deltaY: -100, ctrl: false, held: false, focused: false, full: false, zoom: 1 };

  it("belongs to the page", () => expect(wheelZooms(still)).toBe(false));

  it.each(["ctrl", "held", "focused", "full"])("zooms when the map is meant: %s", (how) => {
    expect(wheelZooms({ ...still, [how]: true })).toBe(true);
  });

  it("goes on with the page when the focused map cannot get smaller", () => {
    expect(wheelZooms({ ...still, focused: true, deltaY: 100 })).toBe(false);
    expect(wheelZooms({ ...still, focused: true, deltaY: 100, zoom: 2 })).toBe(true);
  });

  it("zooms in upwards and out downwards by the same amount", () => {
    expect(wheelFactor(-100, false)).toBeGreaterThan(1);
    expect(wheelFactor(-100, false) * wheelFactor(100, false)).toBeCloseTo(1);
    expect(wheelFactor(-5000, false)).toBeLessThan(1.5);
  });
});
