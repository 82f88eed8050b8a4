// Small geometry in picture or screen pixels; nothing here touches the page.

/** @typedef {[number, number]} Point */

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** To a tenth. @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;

/** @param {Readonly<Point>} a @param {Readonly<Point>} b */
export const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** SVG path through points; one point alone becomes a dot. @param {readonly (readonly number[])[]} points */
export const line = (points) =>
  `M${points.map((p) => p.join(" ")).join("L")}${points.length === 1 ? "h.01" : ""}`;

/**
 * Drop points closer than the step, so that a stroke stays small.
 *
 * @param {readonly Point[]} points
 * @param {number} step
 * @returns {Point[]}
 */
export function thin(points, step) {
  /** @type {Point[]} */
  const kept = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || distance(point, last) >= step) kept.push(point);
  }
  return kept;
}

/**
 * Corners of the box round some boxes, kept inside the picture; null without any.
 *
 * @param {readonly {x: number, y: number, width: number, height: number}[]} boxes
 * @param {Point} picture Width and height.
 * @returns {{low: Point, high: Point} | null}
 */
export function around(boxes, picture) {
  if (!boxes.length) return null;
  return {
    low: [Math.max(0, Math.min(...boxes.map((b) => b.x))), Math.max(0, Math.min(...boxes.map((b) => b.y)))],
    high: [
      Math.min(picture[0], Math.max(...boxes.map((b) => b.x + b.width))),
      Math.min(picture[1], Math.max(...boxes.map((b) => b.y + b.height))),
    ],
  };
}

/**
 * What paths of absolute points take up, without asking the browser, which would have to lay out the page first.
 *
 * @param {readonly string[]} paths
 * @returns {[left: number, top: number, right: number, bottom: number]}
 */
export function extentOf(paths) {
  /** @type {[number, number, number, number]} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let isX = true;
  for (const [number] of paths.join(" ").matchAll(/-?[\d.]+/g)) {
    const [low, high] = isX ? /** @type {const} */ ([0, 2]) : /** @type {const} */ ([1, 3]);
    box[low] = Math.min(box[low], Number(number));
    box[high] = Math.max(box[high], Number(number));
    isX = !isX;
  }
  return box;
}

/**
 * For each place the corner at which its number is farthest from all places and numbers, in screen pixels.
 *
 * @param {readonly Point[]} places
 * @param {readonly Point[]} corners Where a number may stand beside its place.
 * @returns {Point[]}
 */
export function freeCorners(places, corners) {
  const taken = [...places];
  return places.map(([x, y], i) => {
    /** @param {Point} corner */
    const room = ([dx, dy]) =>
      Math.min(40, ...taken.filter((_, j) => j !== i).map((other) => distance([x + dx, y + dy], other)));
    const best = corners.reduce((found, corner) => (room(corner) > room(found) + 0.5 ? corner : found));
    taken.push([x + best[0], y + best[1]]);
    return best;
  });
}
