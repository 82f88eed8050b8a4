// Triangles of a merged surface, part by part.

/** @typedef {{order: Uint32Array, starts: Map<number, [number, number]>}} Ranges Corner indices, and where a part's begin and how many they are. */

/**
 * Triangles in the order of their parts.
 *
 * @param {ArrayLike<number>} corners Three vertex indices a triangle.
 * @param {ArrayLike<number>} partOf Part of each vertex.
 * @returns {Ranges}
 */
export function byPart(corners, partOf) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let i = 0; i < corners.length; i += 3) {
    const part = partOf[corners[i] ?? 0] ?? 0;
    counts.set(part, (counts.get(part) ?? 0) + 3);
  }
  /** @type {Map<number, [number, number]>} */
  const starts = new Map();
  let at = 0;
  for (const [part, count] of [...counts].sort(([a], [b]) => a - b)) {
    starts.set(part, [at, count]);
    at += count;
  }
  const order = new Uint32Array(corners.length);
  const next = new Map([...starts].map(([part, [start]]) => [part, start]));
  for (let i = 0; i < corners.length; i += 3) {
    const part = partOf[corners[i] ?? 0] ?? 0;
    const to = next.get(part) ?? 0;
    for (let k = 0; k < 3; k++) order[to + k] = corners[i + k] ?? 0;
    next.set(part, to + 3);
  }
  return { order, starts };
}

/**
 * The triangles of some parts.
 *
 * @param {Ranges} ranges
 * @param {(part: number) => boolean} wanted
 * @param {Uint32Array} into As long as all triangles.
 * @returns {number} How many corners were written.
 */
export function gather({ order, starts }, wanted, into) {
  let at = 0;
  for (const [part, [start, count]] of starts) {
    if (!wanted(part)) continue;
    into.set(order.subarray(start, start + count), at);
    at += count;
  }
  return at;
}

/**
 * Where a slice of some triangles begins, and how long it is.
 *
 * @param {number} corners Of all triangles.
 * @param {number} number @param {number} of
 * @returns {[number, number]}
 */
export function slice(corners, number, of) {
  const at = (/** @type {number} */ n) => 3 * Math.round((corners * n) / of / 3);
  return [at(number), at(number + 1) - at(number)];
}
