// What the keys mean on the map. Knows nothing of the page, so that tests can play it.

/** @typedef {import("../shared/geometry.js").Point} Point */
/**
 * @typedef {{do: "zoom", factor: number} | {do: "whole"} | {do: "clear"} | {do: "mark"} | {do: "step", by: 1 | -1}
 *   | {do: "choose"} | {do: "nudge", way: Point} | {do: "dot"}} Command
 */

/** @type {Record<string, Point>} */
const WAYS = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] };
const NUDGE = 0.8; // of the brush's radius

/**
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @param {{mode: import("../payload").Mode, onMark: boolean}} where
 * @returns {Command | null} Null when the key is not for the map.
 */
export function commandOf({ key, ctrlKey, metaKey, altKey }, { mode, onMark }) {
  if (ctrlKey || metaKey || altKey) return null; // the browser's own: zoom, back, find
  const chooses = key === "Enter" || key === " ";
  if (onMark && chooses) return { do: "mark" };
  if (key === "+" || key === "=") return { do: "zoom", factor: 1.3 };
  if (key === "-") return { do: "zoom", factor: 1 / 1.3 };
  if (key === "0") return { do: "whole" };
  if (key === "Escape") return { do: "clear" };
  if (onMark) return null;
  const way = WAYS[key];
  if (mode === "pick") {
    if (way) return { do: "step", by: way[0] + way[1] > 0 ? 1 : -1 };
    return chooses ? { do: "choose" } : null;
  }
  if (mode === "paint") {
    if (way) return { do: "nudge", way };
    return chooses ? { do: "dot" } : null;
  }
  return null;
}

/**
 * The next of some keys, round the end; the first or the last one from nowhere.
 *
 * @param {readonly string[]} order
 * @param {string | null} here
 * @param {1 | -1} by
 */
export function next(order, here, by) {
  const i = here === null ? -1 : order.indexOf(here);
  if (i < 0) return (by > 0 ? order[0] : order.at(-1)) ?? null;
  return order[(i + by + order.length) % order.length] ?? null;
}

/** The brush after an arrow key. @param {Point} at @param {Point} way @param {number} radius_px @returns {Point} */
export const nudged = (at, way, radius_px) => [
  at[0] + way[0] * radius_px * NUDGE,
  at[1] + way[1] * radius_px * NUDGE,
];
