// The part under the pointer, lit up over the picture that is drawn.

import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  Group,
  Mesh,
  Scene,
  ShaderMaterial,
} from "./engine/three.js";
import { HOVER_FRAGMENT, HOVER_VERTEX } from "./shaders.js";

/** @typedef {import("./picker.js").Found} Found */

export class Highlight {
  #body;
  #picker;
  #scene = new Scene();
  #sides = { right: new Group(), left: new Group() };
  #uniforms;
  #material;
  /** @type {Mesh | null} */
  #mesh = null;

  /** @param {import("./scene.js").BodyScene} body @param {import("./picker.js").Picker} picker */
  constructor(body, picker) {
    this.#body = body;
    this.#picker = picker;
    this.#sides.left.scale.x = -1;
    this.#scene.add(this.#sides.right, this.#sides.left);
    this.#uniforms = { ids: { value: picker.picture }, ratio: { value: 1 }, side: { value: 0 } };
    this.#material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: HOVER_VERTEX,
      fragmentShader: HOVER_FRAGMENT,
      uniforms: this.#uniforms,
      transparent: true,
    });
  }

  /** @param {Found | null} found */
  of(found) {
    if (this.#mesh) {
      this.#mesh.removeFromParent();
      this.#mesh.geometry.dispose();
      this.#mesh = null;
    }
    const half =
      found &&
      this.#body.halves.find(({ solid, side }) => solid.name === found.part.file && side === found.side);
    const [start, count] = (half && half.solid.ranges.starts.get(found.part.index)) ?? [0, 0];
    if (!half || !count) return;
    const geometry = new BufferGeometry();
    for (const [name, attribute] of Object.entries(half.solid.geometry.attributes)) {
      geometry.setAttribute(name, attribute);
    }
    geometry.setIndex(new BufferAttribute(half.solid.ranges.order.slice(start, start + count), 1));
    this.#mesh = new Mesh(geometry, this.#material);
    this.#mesh.frustumCulled = false;
    this.#mesh.matrixAutoUpdate = false;
    this.#mesh.matrix.copy(half.solid.matrix);
    this.#uniforms.side.value = found.side === "left" ? 1 : 0;
    this.#sides[found.side].add(this.#mesh);
  }

  /** Draw it over what is there. */
  draw() {
    if (!this.#mesh) return;
    const { renderer, camera, ratio } = this.#body;
    this.#picker.refresh();
    this.#uniforms.ratio.value = ratio;
    renderer.autoClear = false;
    renderer.render(this.#scene, camera);
    renderer.autoClear = true;
  }

  dispose() {
    this.of(null);
    this.#material.dispose();
  }
}
