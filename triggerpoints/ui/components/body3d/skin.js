// The skin as numbers: where a ray meets it, and how strongly each of its points is painted.

import { dot, plus } from "./look.js";

/** @typedef {import("./look.js").Triple} Triple */
/** @typedef {{positions: Float32Array, normals: Float32Array, corners: ArrayLike<number>}} Skin Three numbers a point, in mm. */

/**
 * @typedef {object} Met Where a ray meets the skin.
 * @property {Triple} at
 * @property {Triple} outward
 * @property {number} point The nearest corner's number.
 * @property {Triple} corners Numbers of all corners of the triangle.
 * @property {Triple} shares How much each of them counts.
 */

const SOFT_EDGE = 0.3; // part of the brush's radius over which its weight falls from 1 to 0, as in referral/areas.py

/** @param {ArrayLike<number>} numbers @param {number} i @returns {Triple} */
const triple = (numbers, i) => [numbers[i * 3] ?? 0, numbers[i * 3 + 1] ?? 0, numbers[i * 3 + 2] ?? 0];

/**
 * Where a ray first meets skin that looks towards it.
 *
 * @param {Skin} skin
 * @param {Triple} eye
 * @param {Triple} way
 * @returns {Met | null}
 */
// eslint-disable-next-line complexity -- numbers one by one: a stroke asks for every triangle, many times a second
export function meet({ positions, normals, corners }, eye, way) {
  let nearest = Infinity;
  /** @type {Met | null} */
  let found = null;
  const [ex, ey, ez] = eye;
  const [wx, wy, wz] = way;
  for (let i = 0; i < corners.length; i += 3) {
    const [ia, ib, ic] = [(corners[i] ?? 0) * 3, (corners[i + 1] ?? 0) * 3, (corners[i + 2] ?? 0) * 3];
    const [ax, ay, az] = [positions[ia] ?? 0, positions[ia + 1] ?? 0, positions[ia + 2] ?? 0];
    const bx = (positions[ib] ?? 0) - ax;
    const by = (positions[ib + 1] ?? 0) - ay;
    const bz = (positions[ib + 2] ?? 0) - az;
    const cx = (positions[ic] ?? 0) - ax;
    const cy = (positions[ic + 1] ?? 0) - ay;
    const cz = (positions[ic + 2] ?? 0) - az;
    const px = wy * cz - wz * cy;
    const py = wz * cx - wx * cz;
    const pz = wx * cy - wy * cx;
    const scale = bx * px + by * py + bz * pz;
    if (scale <= 1e-9) continue; // it looks away
    const [fx, fy, fz] = [ex - ax, ey - ay, ez - az];
    const u = (fx * px + fy * py + fz * pz) / scale;
    if (u < 0 || u > 1) continue;
    const qx = fy * bz - fz * by;
    const qy = fz * bx - fx * bz;
    const qz = fx * by - fy * bx;
    const v = (wx * qx + wy * qy + wz * qz) / scale;
    if (v < 0 || u + v > 1) continue;
    const far = (cx * qx + cy * qy + cz * qz) / scale;
    if (far <= 0 || far >= nearest) continue;
    nearest = far;
    const corner = 1 - u - v >= Math.max(u, v) ? ia : u >= v ? ib : ic;
    found = {
      at: plus(eye, way, far),
      outward: triple(normals, corner / 3),
      point: corner / 3,
      corners: [ia / 3, ib / 3, ic / 3],
      shares: [1 - u - v, u, v],
    };
  }
  return found;
}

/** The same place on a skin with the same points, elsewhere. @param {Skin} skin @param {Met} met @returns {Met} */
export function sameOn({ positions, normals }, met) {
  /** @type {Triple} */
  let at = [0, 0, 0];
  for (const [i, corner] of met.corners.entries()) at = plus(at, triple(positions, corner), met.shares[i]);
  return { ...met, at, outward: triple(normals, met.point) };
}

/** Weight of skin at a distance from the way of a brush. @param {number} distance_mm @param {number} radius_mm */
export function brushWeight(distance_mm, radius_mm) {
  const inner = radius_mm * (1 - SOFT_EDGE / 2);
  const outer = radius_mm * (1 + SOFT_EDGE / 2);
  const t = Math.min(1, Math.max(0, (outer - distance_mm) / Math.max(outer - inner, 1e-6)));
  return t * t * (3 - 2 * t);
}

/**
 * Lay a spot of paint on the skin, or rub it off; skin that looks the other way is left alone.
 *
 * @param {Skin} skin
 * @param {{at: Triple, outward: Triple}} spot
 * @param {import("../payload").BodyBrush} brush
 * @param {Uint8Array} into A byte a point.
 */
export function dab({ positions, normals }, { at, outward }, { tool, radius_mm }, into) {
  const reach = radius_mm * (1 + SOFT_EDGE / 2);
  for (let i = 0; i < into.length; i++) {
    const from = plus(triple(positions, i), at, -1);
    if (Math.abs(from[0]) > reach || Math.abs(from[1]) > reach || Math.abs(from[2]) > reach) continue;
    const weight = Math.round(255 * brushWeight(Math.hypot(...from), radius_mm));
    if (!weight || dot(triple(normals, i), outward) <= 0) continue;
    const before = into[i] ?? 0;
    into[i] = tool === "erase" ? Math.min(before, 255 - weight) : Math.max(before, weight);
  }
}
