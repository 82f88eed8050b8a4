// What fingers and mouse mean: taps, pans, pinches and strokes. Knows nothing of the page, so that tests can play it.

import { distance } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/**
 * @typedef {{do: "tap"}
 *   | {do: "pan", dx: number, dy: number}
 *   | {do: "pinch", dx: number, dy: number, factor: number, middle: Point}
 *   | {do: "begin"} | {do: "draw"} | {do: "drop"} | {do: "finish"}} Action
 */

export const SLOP_PX = 5; // a finger that moves less than this has tapped

export class Gestures {
  /** @type {Map<number, {at: Point, travel: number, moved: boolean}>} */
  #pointers = new Map();
  #drawing = false;

  get held() {
    return this.#pointers.size > 0;
  }

  get drawing() {
    return this.#drawing;
  }

  /** @param {number} id @param {Point} at @param {boolean} draws @returns {Action | null} */
  down(id, at, draws) {
    this.#pointers.set(id, { at, travel: 0, moved: false });
    if (this.#pointers.size > 1) return this.#drop(); // a second finger turns a stroke into a pinch
    if (!draws) return null;
    this.#drawing = true;
    return { do: "begin" };
  }

  /** @param {number} id @param {Point} at @param {boolean} zoomed @returns {Action | null} */
  move(id, at, zoomed) {
    const finger = this.#pointers.get(id);
    if (!finger) return null;
    const before = finger.at;
    finger.at = at;
    finger.travel += distance(at, before);
    if (this.#drawing) return { do: "draw" };
    if (finger.travel > SLOP_PX) finger.moved = true;
    const [dx, dy] = [at[0] - before[0], at[1] - before[1]];
    if (this.#pointers.size === 2) {
      const fingers = [...this.#pointers.values()];
      if (!fingers.some((each) => each.moved)) return null;
      for (const each of fingers) each.moved = true; // the finger that rests has not tapped
      const other = fingers.find((each) => each !== finger) ?? finger;
      return {
        do: "pinch",
        dx: dx / 2,
        dy: dy / 2,
        factor: (distance(at, other.at) || 1) / (distance(before, other.at) || 1),
        middle: [(at[0] + other.at[0]) / 2, (at[1] + other.at[1]) / 2],
      };
    }
    return finger.moved && zoomed ? { do: "pan", dx, dy } : null;
  }

  /** A finger that did not move has tapped, also while another one is still down. @param {number} id @returns {Action | null} */
  up(id) {
    const finger = this.#pointers.get(id);
    if (!finger) return null;
    this.#pointers.delete(id);
    if (this.#drawing) {
      this.#drawing = false;
      return { do: "finish" };
    }
    return finger.moved ? null : { do: "tap" };
  }

  /** @param {number} id @returns {Action | null} */
  cancel(id) {
    this.#pointers.delete(id);
    return this.#drop();
  }

  /** @returns {Action | null} */
  #drop() {
    if (!this.#drawing) return null;
    this.#drawing = false;
    return { do: "drop" };
  }
}

/**
 * Whether the wheel zooms; otherwise it scrolls the page.
 *
 * @param {{deltaY: number, ctrl: boolean, held: boolean, focused: boolean, full: boolean, zoom: number}} turn
 */
export function wheelZooms({ deltaY, ctrl, held, focused, full, zoom }) {
  if (ctrl || full) return true;
  if (!held && !focused) return false;
  return deltaY < 0 || zoom > 1; // fully zoomed out there is nothing to do: the page goes on
}

/** @param {number} deltaY @param {boolean} ctrl Pinches on a touch pad come as small turns with Ctrl. */
export const wheelFactor = (deltaY, ctrl) =>
  Math.exp(-Math.max(-120, Math.min(120, deltaY)) / (ctrl ? 200 : 400));
