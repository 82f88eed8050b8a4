// A coarse list of a surface's triangles: the points of each cell of a grid become the one nearest to its middle.

/**
 * Fewer triangles over the same points.
 *
 * @param {ArrayLike<number>} positions Three numbers a point, in mm.
 * @param {ArrayLike<number>} corners Three points a triangle.
 * @param {number} cell_mm
 * @returns {Uint32Array} Three points a triangle that is left.
 */
export function coarse(positions, corners, cell_mm) {
  /** @type {Map<number, {point: number, off: number}>} */
  const cells = new Map();
  const cellOf = new Map();
  for (let i = 0; i < corners.length; i++) {
    const point = corners[i] ?? 0;
    if (cellOf.has(point)) continue;
    let key = 0;
    let off = 0;
    for (let k = 0; k < 3; k++) {
      const at = (positions[point * 3 + k] ?? 0) / cell_mm;
      const whole = Math.floor(at);
      key = key * 4096 + whole + 2048; // the body is some hundred cells high
      off += (at - whole - 0.5) ** 2;
    }
    const cell = cells.get(key);
    if (!cell) cells.set(key, { point, off });
    else if (off < cell.off) Object.assign(cell, { point, off });
    cellOf.set(point, key);
  }
  const left = new Uint32Array(corners.length);
  let size = 0;
  for (let i = 0; i < corners.length; i += 3) {
    const a = cellOf.get(corners[i] ?? 0);
    const b = cellOf.get(corners[i + 1] ?? 0);
    const c = cellOf.get(corners[i + 2] ?? 0);
    if (a === b || b === c || c === a) continue;
    for (const key of [a, b, c]) left[size++] = cells.get(key)?.point ?? 0;
  }
  return left.slice(0, size);
}

/**
 * The same for each part of a surface by itself, so that a part can be taken off.
 *
 * @param {ArrayLike<number>} positions
 * @param {import("./ranges.js").Ranges} ranges
 * @param {number} cell_mm
 * @returns {import("./ranges.js").Ranges}
 */
export function coarseParts(positions, { order, starts }, cell_mm) {
  /** @type {Uint32Array[]} */
  const lists = [];
  /** @type {Map<number, [number, number]>} */
  const begins = new Map();
  let at = 0;
  for (const [part, [start, count]] of starts) {
    const list = coarse(positions, order.subarray(start, start + count), cell_mm);
    begins.set(part, [at, list.length]);
    lists.push(list);
    at += list.length;
  }
  const all = new Uint32Array(at);
  let to = 0;
  for (const list of lists) {
    all.set(list, to);
    to += list.length;
  }
  return { order: all, starts: begins };
}
