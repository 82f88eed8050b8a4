// Places in the picture's own units: of the pointer, and of the cross that the arrow keys move.

import { clamp, round } from "../shared/geometry.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const STEPS = 40; // of the cross from one end of the picture to the other
const FINE = 4; // with Shift a step is so many times smaller

/** @type {Record<string, Point>} */
const WAYS = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] };

/** The numbers of a viewBox. @param {string | null} text @returns {Box} */
export function boxOf(text) {
  const [x = 0, y = 0, width = 1, height = 1] = (text ?? "").split(/[\s,]+/).map(Number);
  return { x, y, width, height };
}

/** @param {Box} box @returns {Point} */
export const middleOf = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

/**
 * The cross after a key, inside the picture; null when the key is not for it.
 *
 * @param {Point} at
 * @param {{key: string, shiftKey?: boolean}} event
 * @param {Box} box
 * @returns {Point | null}
 */
export function moved(at, { key, shiftKey }, box) {
  const way = WAYS[key];
  if (!way) return null;
  const step = Math.max(box.width, box.height) / STEPS / (shiftKey ? FINE : 1);
  return [
    round(clamp(at[0] + way[0] * step, box.x, box.x + box.width)),
    round(clamp(at[1] + way[1] * step, box.y, box.y + box.height)),
  ];
}
