// What is at a pixel: a picture in which every part has a colour of its own, drawn when somebody asks.

import { DoubleSide, Group, Mesh, NearestFilter, Scene, WebGLRenderTarget } from "./engine/three.js";
import { ID_FRAGMENT, ID_VERTEX } from "./shaders.js";

/** @typedef {import("../payload").SolidPart} Part */
/** @typedef {import("../payload").Side} Side */
/** @typedef {{part: Part, side: Side}} Found */

export class Picker {
  #body;
  /** @type {readonly Part[]} */
  #parts = [];
  #target = new WebGLRenderTarget(1, 1, { minFilter: NearestFilter, magFilter: NearestFilter });
  #materials;
  /** @type {Uint8Array | null} */
  #pixels = null;
  #width = 1;
  #height = 1;

  /** @param {import("./scene.js").BodyScene} body */
  constructor(body) {
    this.#body = body;
    const material = (/** @type {number} */ side) =>
      body.material({
        vertexShader: ID_VERTEX,
        fragmentShader: ID_FRAGMENT,
        uniforms: { side: { value: side }, cut: body.cutPlane },
        side: DoubleSide,
      });
    this.#materials = { right: material(0), left: material(1) };
  }

  /** @param {readonly Part[]} parts */
  setParts(parts) {
    this.#parts = parts;
  }

  /** Look, size or parts have changed. */
  forget() {
    this.#pixels = null;
  }

  /** The picture that was drawn last. */
  get picture() {
    return this.#target.texture;
  }

  /** Draw the picture unless it is that of now. */
  refresh() {
    return (this.#pixels ??= this.#draw());
  }

  /** The part at a place in CSS pixels of the picture. @param {number} x @param {number} y @returns {Found | null} */
  at(x, y) {
    const pixels = this.refresh();
    const [column, row] = [Math.floor(x), this.#height - 1 - Math.floor(y)];
    if (column < 0 || row < 0 || column >= this.#width || row >= this.#height) return null;
    const at = (row * this.#width + column) * 4;
    const number = (pixels[at] ?? 0) + 256 * (pixels[at + 1] ?? 0);
    const part = this.#parts[number - 1];
    return part ? { part, side: pixels[at + 2] ? "left" : "right" } : null;
  }

  /** How much of the picture each part fills, the most first. @returns {Found[]} */
  inSight() {
    const pixels = this.refresh();
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (let i = 0; i < pixels.length; i += 4) {
      const key = (pixels[i] ?? 0) + 256 * (pixels[i + 1] ?? 0) + 65536 * (pixels[i + 2] ?? 0);
      if (key & 65535) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([key]) => {
        const part = this.#parts[(key & 65535) - 1];
        return part ? [{ part, side: key >> 16 ? "left" : "right" }] : [];
      });
  }

  #draw() {
    const { renderer, camera, halves, width, height } = this.#body;
    this.#width = Math.floor(width);
    this.#height = Math.floor(height);
    this.#target.setSize(this.#width, this.#height);
    const scene = new Scene();
    const sides = { right: new Group(), left: new Group() };
    sides.left.scale.x = -1;
    scene.add(sides.right, sides.left);
    for (const { side, drawn } of halves) {
      if (!drawn.solid.mesh.visible) continue;
      const mesh = new Mesh(drawn.solid.geometry, this.#materials[side]);
      mesh.frustumCulled = false;
      mesh.matrixAutoUpdate = false;
      mesh.matrix.copy(drawn.solid.mesh.matrix);
      sides[side].add(mesh);
    }
    renderer.setRenderTarget(this.#target);
    renderer.clear();
    renderer.render(scene, camera);
    const pixels = new Uint8Array(this.#width * this.#height * 4);
    renderer.readRenderTargetPixels(this.#target, 0, 0, this.#width, this.#height, pixels);
    renderer.setRenderTarget(null);
    return pixels;
  }

  dispose() {
    this.#target.dispose();
    this.#materials.right.dispose();
    this.#materials.left.dispose();
  }
}
