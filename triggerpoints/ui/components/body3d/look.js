// Where one looks at the body from. Millimetres and degrees in the body's frame: x to its left, y to its back, z up.

import { clamp } from "../shared/geometry.js";

/** @typedef {[number, number, number]} Triple */
/**
 * @typedef {object} Look
 * @property {number} azimuth 0 from the front, 90 from the body's left, 180 from the back.
 * @property {number} tilt 0 level, 90 from above, -90 from below.
 * @property {number} distance From the eye to the target.
 * @property {Triple} target What the look goes to.
 */
/** @typedef {import("../payload").FramingFacts} Framing */

export const FIELD_DEG = 20; // narrow, so that a look is nearly that of the maps, which know no perspective
export const NEAREST_MM = 60;
export const FARTHEST_MM = 9000;
const RADIAN = Math.PI / 180;
const HALF_FIELD = Math.tan((FIELD_DEG / 2) * RADIAN);
/** Box in which the target stays. @type {[Triple, Triple]} */
const BOX = [
  [-400, -400, -50],
  [400, 250, 1800],
];

/** @type {Record<string, {azimuth: number, tilt: number}>} */
export const STANDARD = {
  front: { azimuth: 0, tilt: 0 },
  back: { azimuth: 180, tilt: 0 },
  left: { azimuth: 90, tilt: 0 },
  right: { azimuth: 270, tilt: 0 },
  above: { azimuth: 0, tilt: 90 },
  below: { azimuth: 0, tilt: -90 },
};

/** @param {number} degrees To 0..360. */
const round360 = (degrees) => ((degrees % 360) + 360) % 360;

/** @param {Triple} a @param {Triple} b @param {number} factor @returns {Triple} */
export const plus = (a, b, factor = 1) => [a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor];

/** @param {Triple} a @param {Triple} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/**
 * Directions of a look: to the right and up on the screen, and back to the eye.
 *
 * @param {Pick<Look, "azimuth" | "tilt">} look
 * @returns {{right: Triple, up: Triple, back: Triple}}
 */
export function axes({ azimuth, tilt }) {
  const [a, t] = [azimuth * RADIAN, tilt * RADIAN];
  const [sa, ca, st, ct] = [Math.sin(a), Math.cos(a), Math.sin(t), Math.cos(t)];
  return { right: [ca, sa, 0], up: [-st * sa, st * ca, ct], back: [ct * sa, -ct * ca, st] };
}

/** @param {Look} look @returns {Triple} */
export const eyeOf = (look) => plus(look.target, axes(look).back, look.distance);

/** Azimuth and tilt of an eye that lies in a direction. @param {Triple} direction */
export const directionOf = ([x, y, z]) => ({
  azimuth: round360(Math.atan2(x, -y) / RADIAN),
  tilt: Math.asin(clamp(z, -1, 1)) / RADIAN,
});

/** How much of the body a pixel shows at the target. @param {number} distance @param {number} height_px */
export const mmPerPx = (distance, height_px) => (2 * distance * HALF_FIELD) / height_px;

/**
 * Whether a ball may be in the picture.
 *
 * @param {Look} look
 * @param {Triple} centre
 * @param {number} radius_mm
 * @param {number} aspect Width of the picture for its height.
 */
export function seesBall(look, centre, radius_mm, aspect) {
  const { right, up, back } = axes(look);
  const from = plus(centre, eyeOf(look), -1);
  const depth = -dot(from, back) + radius_mm;
  if (depth < 0) return false;
  const room = 1.25; // for what the controls cover, and for the slant of the edges
  const half = depth * HALF_FIELD * room;
  return (
    Math.abs(dot(from, up)) < half + radius_mm &&
    Math.abs(dot(from, right)) < half * Math.max(1, aspect) + radius_mm
  );
}

/** The same look within what is possible. @param {Look} look @returns {Look} */
export function limited({ azimuth, tilt, distance, target }) {
  const [low, high] = BOX;
  return {
    azimuth: round360(azimuth),
    tilt: clamp(tilt, -90, 90),
    distance: clamp(distance, NEAREST_MM, FARTHEST_MM),
    target: /** @type {Triple} */ (target.map((value, i) => clamp(value, low[i] ?? value, high[i] ?? value))),
  };
}

/** @param {Look} look @param {number} azimuth @param {number} tilt Degrees to turn by. */
export const turned = (look, azimuth, tilt) =>
  limited({ ...look, azimuth: look.azimuth + azimuth, tilt: look.tilt + tilt });

/** Move the body over the screen. @param {Look} look @param {number} dx_mm @param {number} dy_mm To the right and down. */
export function moved(look, dx_mm, dy_mm) {
  const { right, up } = axes(look);
  return limited({ ...look, target: plus(plus(look.target, right, -dx_mm), up, dy_mm) });
}

/**
 * Come nearer; what is at a place on the screen stays there.
 *
 * @param {Look} look
 * @param {number} factor Above 1 nearer.
 * @param {[number, number]} at Of the middle of the picture, to the right and up, in mm.
 */
export function zoomed(look, factor, [x, y] = [0, 0]) {
  const distance = clamp(look.distance / factor, NEAREST_MM, FARTHEST_MM);
  const share = 1 - distance / look.distance;
  return moved({ ...look, distance }, -x * share, y * share);
}

/** The distance at which a frame is seen whole. @param {number} width_mm @param {number} height_mm @param {number} aspect */
export const distanceFor = (width_mm, height_mm, aspect) =>
  Math.max(height_mm, width_mm / aspect) / (2 * HALF_FIELD);

/** The look at what a view of the maps frames. @param {Framing} framing @param {number} aspect @returns {Look} */
export const lookAt = ({ azimuth_deg, tilt_deg, target_mm, width_mm, height_mm }, aspect) =>
  limited({
    azimuth: azimuth_deg,
    tilt: tilt_deg,
    distance: distanceFor(width_mm, height_mm, aspect),
    target: /** @type {Triple} */ ([...target_mm]),
  });

/** A look on the way from one to another, the shorter way round. @param {Look} from @param {Look} to @param {number} share */
export function between(from, to, share) {
  const s = share * share * (3 - 2 * share);
  const way = round360(to.azimuth - from.azimuth + 180) - 180;
  return limited({
    azimuth: from.azimuth + way * s,
    tilt: from.tilt + (to.tilt - from.tilt) * s,
    distance: from.distance * (to.distance / from.distance) ** s,
    target: plus(plus([0, 0, 0], from.target, 1 - s), to.target, s),
  });
}

/** As it stands in the address. @param {Look} look */
export const numbersOf = ({ azimuth, tilt, distance, target }) =>
  [round360(azimuth), tilt, distance, ...target].map(Math.round);

/** @param {readonly number[]} numbers @returns {Look} */
export const lookOf = ([azimuth = 0, tilt = 0, distance = 1, x = 0, y = 0, z = 0]) =>
  limited({ azimuth, tilt, distance, target: [x, y, z] });

/** @typedef {"left" | "right" | "front" | "back" | "head" | "feet"} Way */
/** @type {[Way, Way][]} Ends of the axes, the far end first. */
const ENDS = [
  ["left", "right"],
  ["back", "front"],
  ["head", "feet"],
];

/** Which way of the body a direction goes most. @param {Triple} direction @returns {Way} */
export function wayOf(direction) {
  const sizes = direction.map(Math.abs);
  const axis = sizes.indexOf(Math.max(...sizes));
  const [far, near] = ENDS[axis] ?? ["left", "right"];
  return (direction[axis] ?? 0) > 0 ? far : near;
}

/** What lies to the edges of the picture. @param {Look} look @returns {{start: Way, end: Way, top: Way}} */
export function edgesOf(look) {
  const { right, up } = axes(look);
  return { start: wayOf(plus([0, 0, 0], right, -1)), end: wayOf(right), top: wayOf(up) };
}
