// The part of the picture that is shown, on the stage.

import { around, round } from "../shared/geometry.js";
import { Camera } from "./camera.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {{clientX: number, clientY: number}} Place On the screen. */

export class Frame {
  #stage;
  #moved;
  #camera = new Camera();
  #opened = "";

  /** @param {import("./stage.js").Stage} stage @param {() => void} moved Called when the picture has another size or place. */
  constructor(stage, moved) {
    this.#stage = stage;
    this.#moved = moved;
  }

  /** Whether the size of the stage is known. Asking the browser for it makes it lay out the page. */
  get ready() {
    return this.#camera.ready;
  }

  /** Picture pixels per screen pixel. */
  get unit() {
    return this.#camera.unit;
  }

  get zoom() {
    return this.#camera.zoom;
  }

  /** @returns {Point} */
  get centre() {
    return [...this.#camera.centre];
  }

  /** Show the whole of another view. @param {import("../payload").ViewFacts} view */
  open({ width, height }) {
    this.#camera.open([width, height]);
    this.#opened = "";
  }

  /** Take the size of the stage. @param {number} top Height of the controls above the picture. */
  fit(top) {
    const { width, height } = this.#stage.stage.getBoundingClientRect();
    if (!width || !height) return;
    this.#camera.size = [width, height];
    this.#camera.top = top;
    this.show();
  }

  /** @param {number} factor @param {Point} [about] */
  zoomBy(factor, about) {
    this.#camera.zoomBy(factor, about);
    this.show();
  }

  /** @param {number} dx In screen pixels. @param {number} dy */
  pan(dx, dy) {
    this.#camera.pan(dx, dy);
    this.show();
  }

  whole() {
    this.#camera.whole();
    this.show();
  }

  /** Zoom to some elements. @param {readonly SVGGraphicsElement[]} parts @param {number} [limit] Greatest zoom. */
  zoomTo(parts, limit) {
    const box = around(
      parts.map((part) => part.getBBox()),
      this.#camera.picture,
    );
    if (!box) return;
    this.#camera.showBox(box.low, box.high, 0.85, limit);
    this.show();
  }

  /** Show the part of the picture that Python asks for, once, so that the reader may zoom on from there. @param {readonly number[]} box */
  openOn(box) {
    const asked = box.join(" ");
    if (asked === this.#opened) return;
    this.#opened = asked;
    const [left, top, right, bottom] = box;
    if (left === undefined || top === undefined || right === undefined || bottom === undefined) {
      this.#camera.whole();
    } else this.#camera.showBox([left, top], [right, bottom], 1);
    this.show();
  }

  /** A place on the screen in picture pixels. @param {Place} place @returns {Point} */
  at({ clientX, clientY }) {
    const p = new DOMPoint(clientX, clientY).matrixTransform(this.#stage.map.getScreenCTM()?.inverse());
    return [round(p.x), round(p.y)];
  }

  /** Where a point of the picture is on the screen. @param {Point} point @returns {Place} */
  onScreen([x, y]) {
    const p = new DOMPoint(x, y).matrixTransform(this.#stage.map.getScreenCTM() ?? undefined);
    return { clientX: p.x, clientY: p.y };
  }

  /** Show what the camera sees. */
  show() {
    const { host, map, textures } = this.#stage;
    if (!this.#camera.ready) return;
    map.setAttribute("viewBox", this.#camera.viewBox());
    host.classList.toggle("zoomed", this.zoom > 1.01);
    host.dataset.zoom = this.zoom.toFixed(2);
    for (const texture of textures) texture.setAttribute("patternTransform", `scale(${this.unit})`);
    this.#moved();
  }
}
