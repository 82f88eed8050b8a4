// Which triangles of a surface are drawn.

import { BufferAttribute } from "./engine/three.js";
import { gather } from "./ranges.js";

/** @typedef {import("./engine/three.js").Mesh} Mesh */
/** @typedef {import("./ranges.js").Ranges} Ranges */
/** @typedef {{geometry: import("./engine/three.js").BufferGeometry, mesh: Mesh, most: Uint32Array}} Drawn */

/** Put the triangles of the wanted parts into a surface. @param {Drawn} drawn @param {Ranges} ranges @param {(part: number) => boolean} wanted */
export function fill(drawn, ranges, wanted) {
  const { geometry, mesh } = drawn;
  let size = 0;
  for (const [part, [, count]] of ranges.starts) if (wanted(part)) size += count;
  mesh.visible = size > 0;
  if (!size) return;
  if (drawn.most.length < size) {
    drawn.most = new Uint32Array(size * 2);
    geometry.setIndex(new BufferAttribute(drawn.most, 1));
  }
  geometry.setDrawRange(0, gather(ranges, wanted, drawn.most));
  if (geometry.index) geometry.index.needsUpdate = true;
}

/** Give back what a surface has on the graphics card. @param {Mesh} mesh */
export function disposeOf({ geometry, material }) {
  geometry.dispose();
  const one = /** @type {import("./engine/three.js").MeshBasicMaterial} */ (material);
  one.map?.dispose();
  one.dispose();
}
