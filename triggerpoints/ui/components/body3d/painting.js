// Painting on the body: the brush keeps to the skin that is seen, and what it leaves is told in mm of the body.

import { axes, eyeOf, mmPerPx, plus } from "./look.js";
import { dab, meet, sameOn } from "./skin.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("./look.js").Triple} Triple */
/** @typedef {import("../payload").BodyBrush} Brush */
/** @typedef {import("./skin.js").Met} Spot On the man's skin, whichever is shown. */

const STEP = 0.3; // of the radius between two spots of a stroke

export class Painting {
  /** @type {Spot[]} */
  #way = [];
  #scene;
  #eye;
  #report;
  /** @type {Brush | null} Null on a body that is not marked. */
  brush = null;

  /**
   * @param {import("./scene.js").BodyScene} scene
   * @param {import("./eye.js").Eye} eye
   * @param {(report: import("../shared/reports.js").Report) => void} report
   */
  constructor(scene, eye, report) {
    this.#scene = scene;
    this.#eye = eye;
    this.#report = report;
  }

  get paints() {
    return this.brush !== null && this.brush.tool !== "tap";
  }

  /** The skin at a pixel of the picture. @param {Point} at @returns {Spot | null} */
  at([x, y]) {
    const { skin, shownSkin } = this.#scene;
    const { look, frame } = this.#eye;
    if (!skin || !shownSkin) return null;
    const { right, up, back } = axes(look);
    const unit = mmPerPx(1, frame.height);
    const [dx, dy] = [(x - frame.middle[0]) * unit, (frame.middle[1] - y) * unit];
    const met = meet(shownSkin, eyeOf(look), plus(plus(plus([0, 0, 0], right, dx), up, dy), back, -1));
    return met && shownSkin !== skin ? sameOn(skin, met) : met;
  }

  /** Show what is marked already. @param {import("../payload").Marking | undefined} marking */
  show(marking) {
    const { pain } = this.#scene;
    this.brush = marking?.brush ?? null;
    if (!pain || !marking || marking.skin_points !== pain.length) return;
    pain.fill(0);
    for (const { at, weights } of marking.areas) {
      const points = new Uint32Array(bytesOf(at).buffer);
      for (const [i, weight] of bytesOf(weights).entries()) {
        const point = points[i] ?? 0;
        pain[point] = Math.max(pain[point] ?? 0, weight);
      }
    }
    this.#scene.painted();
  }

  /** @param {Point} at */
  draw(at) {
    const { brush } = this;
    const spot = brush && this.at(at);
    const last = this.#way.at(-1);
    const { skin, pain } = this.#scene;
    if (!brush || !spot || !skin || !pain) return;
    if (last && Math.hypot(...plus(spot.at, last.at, -1)) < brush.radius_mm * STEP) return;
    this.#way.push(spot);
    dab(skin, spot, brush, pain);
    this.#scene.painted();
  }

  /** Mark a place: tap it, or paint one spot. @param {Point} at */
  mark(at) {
    if (this.paints) {
      this.draw(at);
      this.finish();
      return;
    }
    const spot = this.at(at);
    if (spot) this.#report({ n: 0, kind: "spot", at: spot.point });
  }

  /** Tell what was drawn since the pointer came down. */
  finish() {
    const { brush } = this;
    if (!brush || brush.tool === "tap") return;
    const { tool, radius_mm } = brush;
    for (const points of this.#strokes(radius_mm)) {
      this.#report({ n: 0, kind: "brush", tool, radius_mm, points });
    }
    this.#way = [];
  }

  /** The way of the brush in mm of the body, in pieces between gaps. @param {number} radius_mm */
  #strokes(radius_mm) {
    /** @type {number[][][]} */
    const strokes = [];
    /** @type {Spot | null} */
    let before = null;
    for (const spot of this.#way) {
      // over the edge of the body to skin behind it: there nothing was painted between
      const goesOn = before && Math.hypot(...plus(spot.at, before.at, -1)) < 2 * radius_mm + 10;
      if (!goesOn) strokes.push([]);
      strokes.at(-1)?.push(spot.at.map(Math.round));
      before = spot;
    }
    return strokes;
  }

  drop() {
    this.#way = [];
  }
}

/** @param {string} text In Base64. */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
