// The eye: where the reader looks from, how it moves, and when it has come to rest.

import {
  STANDARD,
  axes,
  directionOf,
  distanceFor,
  dot,
  eyeOf,
  limited,
  lookAt,
  lookOf,
  mmPerPx,
  moved,
  numbersOf,
  plus,
  turned,
  zoomed,
} from "./look.js";
import { Flight } from "./flight.js";

/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./picker.js").Found} Found */
/** @typedef {import("../shared/geometry.js").Point} Point */

const DEGREES_PER_PX = 0.4;
const SETTLED_MS = 450;
const ROOM = 2.6; // how much is framed round a part that is flown to, in its radii
const LEAST_MM = 25;
const WHOLE = { azimuth_deg: 0, tilt_deg: 0, target_mm: [0, -100, 851], width_mm: 720, height_mm: 1790 };
const WHOLE_ALONG_MM = 760; // from above and below

export class Eye {
  /** @type {Look} */
  look;
  /** How much of the picture is covered from above, in pixels. */
  top = 0;
  #picture;
  #acts;
  #flight = new Flight();
  #aloud = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  /**
   * @param {HTMLElement} picture Its size is that of the picture.
   * @param {readonly number[]} camera
   * @param {{moved: () => void, settled: (camera: number[], aloud: boolean) => void}} acts
   */
  constructor(picture, camera, acts) {
    this.#picture = picture;
    this.#acts = acts;
    this.look = lookOf(camera);
  }

  get flying() {
    return this.#flight.flying;
  }

  /** Size of the part of the picture that is not covered, and its middle in pixels of the whole. */
  get frame() {
    const { clientWidth, clientHeight } = this.#picture;
    const [width, height] = [Math.max(1, clientWidth), Math.max(1, clientHeight - this.top)];
    return { width, height, middle: /** @type {Point} */ ([width / 2, this.top + height / 2]) };
  }

  get #aspect() {
    const { width, height } = this.frame;
    return width / height;
  }

  /** How much of the body a pixel shows. */
  get mmPerPx() {
    return mmPerPx(this.look.distance, this.frame.height);
  }

  /** Where a place of the body is on the picture. @param {import("./look.js").Triple} place @returns {{at: Point, inside: boolean}} */
  placeOf(place) {
    const { width, height, middle } = this.frame;
    const { right, up, back } = axes(this.look);
    const from = plus(place, eyeOf(this.look), -1);
    const depth = -dot(from, back);
    const unit = mmPerPx(depth, height);
    const [x, y] = [middle[0] + dot(from, right) / unit, middle[1] - dot(from, up) / unit];
    return { at: [x, y], inside: depth > 0 && x > 0 && y > 0 && x < width && y < this.top + height };
  }

  /** Begin as a view of the maps looks. @param {import("../payload").FramingFacts} framing */
  open(framing) {
    this.look = lookAt(framing, this.#aspect);
  }

  /** What it comes to is to be spoken. */
  speak() {
    this.#aloud = true;
  }

  stop() {
    this.#flight.stop();
    clearTimeout(this.#settling);
  }

  /** @param {Look} look */
  #goTo(look) {
    this.#flight.stop();
    this.look = limited(look);
    this.#acts.moved();
    this.settle();
  }

  /** @param {Look} look */
  fly(look) {
    this.#flight.start(this.look, limited(look), (between, arrived) => {
      this.look = between;
      this.#acts.moved();
      if (arrived) this.settle();
    });
  }

  /** Say where it is once it has come to rest. */
  settle() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#acts.settled(numbersOf(this.look), this.#aloud);
      this.#aloud = false;
    }, SETTLED_MS);
  }

  /** @param {number} azimuth @param {number} tilt */
  turn(azimuth, tilt) {
    this.#goTo(turned(this.look, azimuth, tilt));
  }

  /** As if the body were pushed. @param {number} dx @param {number} dy In pixels. */
  push(dx, dy) {
    this.turn(-dx * DEGREES_PER_PX, dy * DEGREES_PER_PX);
  }

  /** @param {number} dx @param {number} dy In pixels. */
  move(dx, dy) {
    this.#goTo(moved(this.look, dx * this.mmPerPx, dy * this.mmPerPx));
  }

  /** @param {number} factor @param {Point} [at] What stays where it is, in pixels. */
  zoom(factor, at) {
    const { middle } = this.frame;
    const [x, y] = at ?? middle;
    const unit = this.mmPerPx;
    this.#goTo(zoomed(this.look, factor, [(x - middle[0]) * unit, (middle[1] - y) * unit]));
  }

  /** Look from one of the six sides. @param {string} name */
  lookFrom(name) {
    const side = STANDARD[name];
    if (side) this.fly({ ...this.look, ...side });
  }

  flyHome() {
    const { azimuth, tilt } = this.look;
    const whole = Math.abs(tilt) > 60 ? { ...WHOLE, height_mm: WHOLE_ALONG_MM } : WHOLE;
    this.fly({ ...lookAt(whole, this.#aspect), azimuth, tilt });
  }

  /** @param {Found} found @param {boolean} [turns] Look from where most of it is seen. */
  flyTo({ part, side }, turns = false) {
    const [x = 0, y = 0, z = 0] = part.centre_mm;
    const [from_x = 0, from_y = -1, from_z = 0] = part.best_from;
    const best = directionOf([side === "left" ? -from_x : from_x, from_y, from_z]);
    const size = Math.max(part.radius_mm, LEAST_MM) * ROOM;
    const distance = distanceFor(size, size, Math.min(1, this.#aspect));
    this.fly({ ...this.look, ...(turns ? best : {}), distance, target: [side === "left" ? -x : x, y, z] });
  }

  /** @param {import("./keyboard.js").Command} command @returns {boolean} Whether it was for the eye. */
  obey(command) {
    const { width, height } = this.frame;
    switch (command.do) {
      case "turn":
        this.turn(command.azimuth, command.tilt);
        break;
      case "move":
        this.move(command.x * width, command.y * height);
        break;
      case "zoom":
        this.zoom(command.factor);
        break;
      case "whole":
        this.flyHome();
        break;
      default:
        return false;
    }
    return true;
  }
}
