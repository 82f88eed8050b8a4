// A coarse list of a surface's triangles: the points of each cell of a grid become the one nearest to its middle.

const AT_A_TIME = 30_000; // corners

/**
 * Fewer triangles over the same points, made step by step, so that frames can be drawn between two steps.
 *
 * @param {ArrayLike<number>} positions Three numbers a point, in mm.
 * @param {ArrayLike<number>} corners Three points a triangle.
 * @param {number} cell_mm
 * @returns {Generator<void, Uint32Array, void>} At the end three points a triangle that is left.
 */
export function* coarse(positions, corners, cell_mm) {
  const { cellOf, nearest } = yield* cellsOf(positions, corners, cell_mm);
  const left = new Uint32Array(corners.length);
  let size = 0;
  for (let i = 0; i < corners.length; i += 3) {
    if (i % AT_A_TIME === AT_A_TIME - 3) yield;
    const a = cellOf[i] ?? 0;
    const b = cellOf[i + 1] ?? 0;
    const c = cellOf[i + 2] ?? 0;
    if (a === b || b === c || c === a) continue;
    left[size++] = nearest[a] ?? 0;
    left[size++] = nearest[b] ?? 0;
    left[size++] = nearest[c] ?? 0;
  }
  return left.slice(0, size);
}

/** The cell of each corner, and the point nearest to the middle of each cell. @param {ArrayLike<number>} positions @param {ArrayLike<number>} corners @param {number} cell_mm */
function* cellsOf(positions, corners, cell_mm) {
  const grid = gridOf(positions, corners, cell_mm);
  // the whole grid at once: a body has some 100,000 cells, and a map of them takes several times as long
  const nearest = new Int32Array(grid.size).fill(-1);
  const least = new Float64Array(grid.size);
  const cellOf = new Int32Array(corners.length);
  for (let i = 0; i < corners.length; i++) {
    if (i % AT_A_TIME === AT_A_TIME - 1) yield;
    const point = corners[i] ?? 0;
    const x = (positions[point * 3] ?? 0) / cell_mm;
    const y = (positions[point * 3 + 1] ?? 0) / cell_mm;
    const z = (positions[point * 3 + 2] ?? 0) / cell_mm;
    const column = Math.floor(x);
    const row = Math.floor(y);
    const level = Math.floor(z);
    const cell = ((level - grid.z) * grid.rows + row - grid.y) * grid.columns + column - grid.x;
    const off = (x - column - 0.5) ** 2 + (y - row - 0.5) ** 2 + (z - level - 0.5) ** 2;
    cellOf[i] = cell;
    if (nearest[cell] !== -1 && off >= (least[cell] ?? 0)) continue;
    nearest[cell] = point;
    least[cell] = off;
  }
  return { cellOf, nearest };
}

/** The cells that hold all points. @param {ArrayLike<number>} positions @param {ArrayLike<number>} corners @param {number} cell_mm */
function gridOf(positions, corners, cell_mm) {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < corners.length; i++) {
    for (let k = 0; k < 3; k++) {
      const at = positions[(corners[i] ?? 0) * 3 + k] ?? 0;
      if (at < (low[k] ?? 0)) low[k] = at;
      if (at > (high[k] ?? 0)) high[k] = at;
    }
  }
  const [x = 0, y = 0, z = 0] = low.map((at) => Math.floor(at / cell_mm));
  const [columns = 0, rows = 0, levels = 0] = high.map(
    (at, k) => Math.floor(at / cell_mm) - Math.floor((low[k] ?? 0) / cell_mm) + 1,
  );
  return { x, y, z, columns, rows, size: corners.length ? columns * rows * levels : 0 };
}

/**
 * The same for each part of a surface by itself, so that a part can be taken off.
 *
 * @param {ArrayLike<number>} positions
 * @param {import("./ranges.js").Ranges} ranges
 * @param {number} cell_mm
 * @returns {Generator<void, import("./ranges.js").Ranges, void>}
 */
export function* coarseParts(positions, { order, starts }, cell_mm) {
  /** @type {Uint32Array[]} */
  const lists = [];
  /** @type {Map<number, [number, number]>} */
  const begins = new Map();
  let at = 0;
  for (const [part, [start, count]] of starts) {
    const list = yield* coarse(positions, order.subarray(start, start + count), cell_mm);
    begins.set(part, [at, list.length]);
    lists.push(list);
    at += list.length;
    yield;
  }
  const all = new Uint32Array(at);
  let to = 0;
  for (const list of lists) {
    all.set(list, to);
    to += list.length;
  }
  return { order: all, starts: begins };
}
