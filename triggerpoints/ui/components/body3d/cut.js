// A section in the body: what lies before its plane is left out, its picture is the cap, and the needle's line.

import {
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Color,
  DoubleSide,
  LinearSRGBColorSpace,
  Mesh,
  MeshBasicMaterial,
} from "./engine/three.js";
import { dot, plus } from "./look.js";

/** @typedef {import("../payload").BodyCut} Cut */
/** @typedef {import("./look.js").Triple} Triple */

const CAP_PX = 1400; // width of the picture on the cap
const NEEDLE_MM = 0.9;
const FADED = 0.3;
const OLD = 0.6; // a picture of where the plane was
const ORDER = { cap: 6, needle: 7 }; // over the veil of the skin

export class Section {
  #scene;
  #colour;
  #of = "null";
  /** @type {Cut | null} */
  #cut = null;
  /** @type {Mesh | null} */
  #cap = null;
  /** @type {number | null} Where the reader has moved the plane, until Python has heard it. */
  #wanted_mm = null;
  #faded = false;

  /** @param {import("./scene.js").BodyScene} scene @param {string} colour Of the needle's line. */
  constructor(scene, colour) {
    this.#scene = scene;
    this.#colour = colour;
  }

  /**
   * Cut the body as a section does, unless it is cut so.
   *
   * @param {Cut | undefined} cut
   * @param {() => boolean} isHeld Whether the reader is moving the plane.
   * @param {() => void} changed
   */
  async show(cut, isHeld, changed) {
    const of = JSON.stringify(cut ?? null);
    if (of === this.#of) return;
    this.#of = of;
    const cap = cut?.svg ? await capOf(cut) : null;
    if (of !== this.#of) return; // the plane went on meanwhile
    const meshes = cut ? [needleOf(cut, this.#colour)] : [];
    if (cap) meshes.unshift(cap);
    if (!isHeld() || cut?.move_mm === this.#wanted_mm) this.#wanted_mm = null;
    this.#cut = cut ?? null;
    this.#cap = cap;
    this.#scene.cut(cut ? planeOf(cut) : null, meshes);
    this.#place();
    changed();
  }

  /** Move the plane, with the picture that is there until its own comes. @param {number} move_mm */
  move(move_mm) {
    this.#wanted_mm = move_mm;
    this.#place();
  }

  /** Let what lies behind the picture shine through it. @param {boolean} faded */
  fade(faded) {
    this.#faded = faded;
    this.#place();
  }

  /** Where the edge of the plane is, its places nearest to the reader's right first. @returns {Triple[]} */
  get edge() {
    if (!this.#cut) return [];
    const [a, b, c, d] = cornersOf(this.#cut);
    if (!a || !b || !c || !d) return [];
    /** @param {Triple} from @param {Triple} to */
    const middle = (from, to) => plus(plus([0, 0, 0], from, 0.5), to, 0.5);
    const places = [
      middle(b, c),
      middle(a, d),
      middle(c, d),
      middle(a, b),
      /** @type {Triple} */ (this.#cut.at_mm),
    ];
    return places.map((place) => plus(place, this.axis, this.#off_mm));
  }

  /** How far the plane stands off its picture. */
  get #off_mm() {
    return this.#cut && this.#wanted_mm !== null ? this.#wanted_mm - this.#cut.move_mm : 0;
  }

  /** Which way the plane is moved by a number above zero. @returns {Triple} */
  get axis() {
    return this.#cut ? axisOf(this.#cut) : [0, 0, 0];
  }

  #place() {
    if (!this.#cut) return;
    const [x, y, z, far] = planeOf(this.#cut);
    const { axis } = this;
    this.#scene.cutPlane.value.set(x, y, z, far + dot([x, y, z], axis) * this.#off_mm);
    if (!this.#cap) return;
    this.#cap.position.set(...plus([0, 0, 0], axis, this.#off_mm));
    const material = /** @type {MeshBasicMaterial} */ (this.#cap.material);
    material.opacity = this.#faded ? FADED : this.#off_mm ? OLD : 1;
  }
}

/** The axis of the body that stands at a right angle to a section. @param {Cut} cut @returns {Triple} */
export function axisOf(cut) {
  const [x, y, z] = planeOf(cut);
  return [Math.abs(x), Math.abs(y), Math.abs(z)];
}

/** The outward normal of the plane, to the side from which its picture is seen, and where it stands. @param {Cut} cut @returns {[number, number, number, number]} */
export function planeOf({ right, down, at_mm }) {
  const [rx = 0, ry = 0, rz = 0] = right;
  const [dx = 0, dy = 0, dz = 0] = down;
  // the eye is where right and down are as on the picture
  const normal = /** @type {Triple} */ ([-(ry * dz - rz * dy), -(rz * dx - rx * dz), -(rx * dy - ry * dx)]);
  return [...normal, dot(normal, /** @type {Triple} */ (at_mm))];
}

/** Corners of the picture in the body: upper left, upper right, lower right, lower left. @param {Cut} cut @returns {Triple[]} */
export function cornersOf(cut) {
  const [nx, ny, nz, far] = planeOf(cut);
  const [left = 0, top = 0, width = 0, height = 0] = cut.frame;
  const right = /** @type {Triple} */ (cut.right);
  const down = /** @type {Triple} */ (cut.down);
  /** @param {number} x @param {number} y */
  const at = (x, y) => plus(plus(plus([0, 0, 0], [nx, ny, nz], far), right, x), down, y);
  return [at(left, top), at(left + width, top), at(left + width, top + height), at(left, top + height)];
}

/** The picture on the plane. @param {Cut} cut @returns {Promise<Mesh>} */
async function capOf(cut) {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(cornersOf(cut).flat()), 3));
  geometry.setAttribute("uv", new BufferAttribute(new Float32Array([0, 1, 1, 1, 1, 0, 0, 0]), 2));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const map = new CanvasTexture(await drawn(cut));
  map.anisotropy = 4;
  const cap = new Mesh(geometry, new MeshBasicMaterial({ map, transparent: true, side: DoubleSide }));
  cap.renderOrder = ORDER.cap;
  cap.frustumCulled = false;
  return cap;
}

/** The line from the skin to the point, drawn over everything. @param {Cut} cut @param {string} colour @returns {Mesh} */
function needleOf({ needle }, colour) {
  const [from = [], to = []] = needle;
  const start = /** @type {Triple} */ (from);
  const end = /** @type {Triple} */ (to);
  const way = plus(end, start, -1);
  const along = /** @type {Triple} */ (way.map((value) => value / Math.hypot(...way)));
  const across = unit(cross(along, Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const other = cross(along, across);
  /** @type {number[]} */
  const points = [];
  for (const end_mm of [start, end]) {
    for (const [a, b] of /** @type {const} */ ([
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ])) {
      points.push(...plus(plus(end_mm, across, a * NEEDLE_MM), other, b * NEEDLE_MM));
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  geometry.setIndex(
    [0, 1, 2, 3].flatMap((i) => [i, (i + 1) % 4, i + 4, (i + 1) % 4, ((i + 1) % 4) + 4, i + 4]),
  );
  const shown = new Color().setStyle(colour, LinearSRGBColorSpace); // it is written as it is
  const line = new Mesh(
    geometry,
    new MeshBasicMaterial({ color: shown, side: DoubleSide, depthTest: false, transparent: true }),
  );
  line.renderOrder = ORDER.needle;
  line.frustumCulled = false;
  return line;
}

/** @param {Triple} a @param {Triple} b @returns {Triple} */
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** @param {Triple} a @returns {Triple} */
const unit = (a) => /** @type {Triple} */ (a.map((value) => value / Math.hypot(...a)));

/** The picture of the section as pixels. @param {Cut} cut @returns {Promise<HTMLCanvasElement>} */
async function drawn({ svg, frame }) {
  const [, , width = 1, height = 1] = frame;
  const size = { width: CAP_PX, height: Math.round((CAP_PX * height) / width) };
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  root.setAttribute("width", String(size.width));
  root.setAttribute("height", String(size.height));
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" }),
  );
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d")?.drawImage(image, 0, 0, size.width, size.height);
  URL.revokeObjectURL(url);
  return canvas;
}
