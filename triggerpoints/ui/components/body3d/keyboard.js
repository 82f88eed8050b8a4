// What the keys mean on the turning body. Knows nothing of the page, so that tests can play it.

/**
 * @typedef {{do: "turn", azimuth: number, tilt: number} | {do: "move", x: number, y: number}
 *   | {do: "zoom", factor: number} | {do: "whole"} | {do: "clear"} | {do: "mark"}} Command Degrees; shares of the picture.
 */

const STEP_DEG = 10;
const STEP_SHARE = 0.08;
/** @type {Record<string, [number, number]>} To the right and down. */
const WAYS = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] };

/**
 * @param {{key: string, shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @returns {Command | null} Null when the key is not for the body.
 */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null; // the browser's own
  const way = WAYS[key];
  if (way && shiftKey) return { do: "move", x: way[0] * STEP_SHARE, y: way[1] * STEP_SHARE };
  // as if the body were pushed that way, like a finger does
  if (way) return { do: "turn", azimuth: -way[0] * STEP_DEG, tilt: way[1] * STEP_DEG };
  if (key === "+" || key === "=") return { do: "zoom", factor: 1.3 };
  if (key === "-") return { do: "zoom", factor: 1 / 1.3 };
  if (key === "Home" || key === "0") return { do: "whole" };
  if (key === "Enter" || key === " ") return { do: "mark" }; // what lies in the middle
  if (key === "Escape") return { do: "clear" };
  return null;
}
