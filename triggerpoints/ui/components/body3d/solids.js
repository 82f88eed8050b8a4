// The body's surfaces: fetched once, one file for each system, triangles in the order of their parts.

import { BufferAttribute, GLTFLoader, Mesh, MeshoptDecoder } from "./engine/three.js";
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

/** The list of all parts, in the order of their numbers. @param {string} url @returns {Promise<{parts: readonly Part[], credits: string}>} */
export async function fetchParts(url) {
  const { parts, credits } = /** @type {{parts: Part[], credits: string}} */ (await fetchJson(url));
  return { parts: [...parts].sort((a, b) => a.index - b.index), credits };
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
