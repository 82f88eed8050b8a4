// The skin of another figure: its points moved, with the same numbers, so that zones and paint stay where they belong.

/** @typedef {import("./skin.js").Skin} Skin */

const STEP_MM = 0.1;

/**
 * How far each point of the skin moves, from a file that has the right half and the midline: all x, then y, then z,
 * each less the one before.
 *
 * @param {ArrayBuffer} bytes
 * @param {number} points Of the whole skin.
 * @returns {Float32Array | null} Three numbers a point in mm; null for a file of another skin.
 */
export function movesOf(bytes, points) {
  const steps = new Int16Array(bytes, 0, Math.floor(bytes.byteLength / 2));
  const stored = steps.length / 3;
  const paired = points - stored; // they come first, and their mirror images last
  if (!Number.isInteger(stored) || paired < 0 || paired > stored) return null;
  const moves = new Float32Array(points * 3);
  for (let axis = 0; axis < 3; axis++) {
    let sum = 0;
    for (let i = 0; i < stored; i++) {
      sum += steps[axis * stored + i] ?? 0;
      moves[i * 3 + axis] = sum * STEP_MM;
      if (i < paired) moves[(stored + i) * 3 + axis] = sum * STEP_MM * (axis ? 1 : -1);
    }
  }
  return moves;
}

/** The skin with its points moved. @param {Skin} skin @param {Float32Array} moves @returns {Skin} */
export function moved({ positions, corners }, moves) {
  const own = positions.map((value, i) => value + (moves[i] ?? 0));
  return { positions: own, normals: normalsOf(own, corners), corners };
}

/** Outward directions at the points of a surface, larger triangles counting more. @param {Float32Array} positions @param {ArrayLike<number>} corners */
export function normalsOf(positions, corners) {
  const normals = new Float32Array(positions.length);
  const at = (/** @type {number} */ i) => positions[i] ?? 0;
  for (let i = 0; i < corners.length; i += 3) {
    const [a, b, c] = [(corners[i] ?? 0) * 3, (corners[i + 1] ?? 0) * 3, (corners[i + 2] ?? 0) * 3];
    const [ux, uy, uz] = [at(b) - at(a), at(b + 1) - at(a + 1), at(b + 2) - at(a + 2)];
    const [vx, vy, vz] = [at(c) - at(a), at(c + 1) - at(a + 1), at(c + 2) - at(a + 2)];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [a, b, c]) {
      normals[corner] = (normals[corner] ?? 0) + x;
      normals[corner + 1] = (normals[corner + 1] ?? 0) + y;
      normals[corner + 2] = (normals[corner + 2] ?? 0) + z;
    }
  }
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = [normals[i] ?? 0, normals[i + 1] ?? 0, normals[i + 2] ?? 0];
    const length = Math.hypot(x, y, z) || 1;
    normals.set([x / length, y / length, z / length], i);
  }
  return normals;
}
