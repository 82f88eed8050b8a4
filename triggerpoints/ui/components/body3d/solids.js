// The body's surfaces: fetched once, one file for each system, triangles in the order of their parts.

import { BufferAttribute, GLTFLoader, Mesh, MeshoptDecoder, Vector3 } from "./engine/three.js";
import { address, fetchJson } from "../shared/files.js";
import { byPart } from "./ranges.js";

/** @typedef {import("../payload").SolidPart} Part */
/**
 * @typedef {object} Solid
 * @property {string} name Of the file.
 * @property {import("./engine/three.js").BufferGeometry} geometry
 * @property {import("./engine/three.js").Matrix4} matrix Undoes the quantisation.
 * @property {import("./ranges.js").Ranges} ranges
 */

/** Attributes that are there on every solid, and what stands for one that a file leaves out. */
const MORE = { _ao: { size: 1, value: 255 }, _fibre: { size: 3, value: 0 }, _tendon: { size: 1, value: 0 } };

/**
 * The list of all parts in the order of their numbers, the credits, and the names of the muscles.
 *
 * @param {{manifest: string, names_url: string}} urls
 */
export async function fetchLists({ manifest, names_url }) {
  const [list, names] = await Promise.all([
    /** @type {Promise<{parts: Part[], credits: string}>} */ (fetchJson(manifest)),
    /** @type {Promise<import("./words.js").Names>} */ (fetchJson(names_url)),
  ]);
  return { parts: [...list.parts].sort((a, b) => a.index - b.index), credits: list.credits, names };
}

/** @param {string} name @param {string} url @returns {Promise<Solid>} */
async function fetchSolid(name, url) {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const { scene } = await loader.loadAsync(address(url));
  scene.updateMatrixWorld(true);
  /** @type {Mesh | undefined} */
  let mesh;
  scene.traverse((object) => {
    if (object instanceof Mesh) mesh = object;
  });
  if (!mesh) throw new Error(`${url} has no surface.`);
  const { geometry, matrixWorld } = mesh;
  const index = geometry.index;
  const parts = geometry.attributes._part;
  if (!index || !parts) throw new Error(`${url} does not say which triangle belongs to which part.`);
  if (!geometry.attributes.normal) geometry.computeVertexNormals();
  const vertices = parts.count;
  for (const [key, { size, value }] of Object.entries(MORE)) {
    const known = geometry.attributes[key];
    if (known) known.normalized = true;
    else {
      const filled = new Uint8Array(vertices * size).fill(value);
      geometry.setAttribute(key, new BufferAttribute(filled, size, true));
    }
  }
  // read through the attribute: its numbers may be interleaved
  const partOf = Uint16Array.from({ length: vertices }, (_, i) => parts.getX(i));
  return { name, geometry, matrix: matrixWorld.clone(), ranges: byPart(index.array, partOf) };
}

/** Points of a surface in mm. @param {Pick<Solid, "geometry" | "matrix">} solid */
export function pointsOf({ geometry, matrix }) {
  const { position } = geometry.attributes;
  const positions = new Float32Array((position?.count ?? 0) * 3);
  const point = new Vector3();
  for (let i = 0; position && i < position.count; i++) {
    point
      .fromBufferAttribute(position, i)
      .applyMatrix4(matrix)
      .toArray(positions, i * 3);
  }
  return positions;
}

/** Points and triangles of a surface in mm. @param {Solid} solid @returns {import("./skin.js").Skin} */
export function skinOf({ geometry, matrix }) {
  const { normal } = geometry.attributes;
  const normals = new Float32Array((normal?.count ?? 0) * 3);
  const point = new Vector3();
  for (let i = 0; normal && i < normal.count; i++) {
    point.fromBufferAttribute(normal, i).toArray(normals, i * 3); // the matrix only moves and scales
  }
  return { positions: pointsOf({ geometry, matrix }), normals, corners: geometry.index?.array ?? [] };
}

/** The files of surfaces, each fetched once, when it is asked for. */
export class SolidFiles {
  #urls;
  #add;
  /** @type {Map<string, Promise<void>>} */
  #loaded = new Map();

  /** @param {Record<string, string>} urls @param {(solid: Solid) => void} add Called with each once it is there. */
  constructor(urls, add) {
    this.#urls = urls;
    this.#add = add;
  }

  get names() {
    return Object.keys(this.#urls);
  }

  /** @param {string} name */
  load(name) {
    const known = this.#loaded.get(name);
    const url = this.#urls[name];
    if (known || !url) return known ?? Promise.resolve();
    const answer = fetchSolid(name, url).then(this.#add);
    this.#loaded.set(name, answer);
    answer.catch(() => this.#loaded.delete(name));
    return answer;
  }
}
