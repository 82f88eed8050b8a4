// Which part of the picture the stage shows: zoom, centre and the viewBox that follows from them.

import { clamp } from "../shared/geometry.js";

/** @typedef {import("../shared/geometry.js").Point} Point */

export const MAX_ZOOM = 14;
const MARGIN_PX = 24; // round the whole picture, both sides together
const OVERSHOOT = 0.1; // by this share of what is shown a zoomed picture may leave the stage

export class Camera {
  zoom = 1;
  /** @type {Point} Point of the picture in the middle of the stage. */
  centre = [0, 0];
  /** @type {Point} */
  picture = [1, 1];
  /** @type {Point} Width and height of the stage in screen pixels; zero until it is laid out. */
  size = [0, 0];
  /** Height of the controls above the picture, in screen pixels. */
  top = 0;

  /** Screen pixels per picture pixel when the whole picture is shown. */
  get scale() {
    const [w, h] = this.size;
    return Math.min((w - MARGIN_PX) / this.picture[0], (h - this.top - MARGIN_PX) / this.picture[1]);
  }

  /** Picture pixels per screen pixel. */
  get unit() {
    const scale = this.scale * this.zoom;
    return scale > 0 ? 1 / scale : 1;
  }

  get ready() {
    return this.size[0] > 0 && this.size[1] > 0;
  }

  /** Show the whole of another picture. @param {Point} picture */
  open(picture) {
    this.picture = picture;
    this.whole();
  }

  whole() {
    this.zoom = 1;
    this.centre = [this.picture[0] / 2, this.picture[1] / 2];
  }

  /** @param {number} factor @param {Point} about Point of the picture that stays where it is. */
  zoomBy(factor, about = this.centre) {
    const zoom = clamp(this.zoom * factor, 1, MAX_ZOOM);
    const keep = this.zoom / zoom;
    this.centre = [
      about[0] - (about[0] - this.centre[0]) * keep,
      about[1] - (about[1] - this.centre[1]) * keep,
    ];
    this.zoom = zoom;
  }

  /** @param {number} dx In screen pixels. @param {number} dy */
  pan(dx, dy) {
    const { unit } = this;
    this.centre = [this.centre[0] - dx * unit, this.centre[1] - dy * unit];
  }

  /**
   * Show a part of the picture, which is to fill this share of the stage.
   *
   * @param {Point} low
   * @param {Point} high
   * @param {number} share
   * @param {number} [limit] Greatest zoom.
   */
  showBox(low, high, share, limit = MAX_ZOOM) {
    const [w, h] = this.size;
    const fits = Math.min(
      w / this.scale / Math.max(1, high[0] - low[0]),
      (h - this.top) / this.scale / Math.max(1, high[1] - low[1]),
    );
    this.centre = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
    this.zoom = clamp(share * fits, 1, limit);
  }

  /** The SVG's viewBox; keeps the picture from leaving the stage. */
  viewBox() {
    const { unit } = this;
    const [w, h] = this.size;
    /** @param {number} centre @param {number} span @param {number} shown */
    const hold = (centre, span, shown) => {
      if (shown >= span) return span / 2;
      const least = shown / 2 - OVERSHOOT * shown;
      return clamp(centre, least, span - least);
    };
    this.centre = [
      hold(this.centre[0], this.picture[0], w * unit),
      hold(this.centre[1], this.picture[1], (h - this.top) * unit),
    ];
    const x = this.centre[0] - (w * unit) / 2;
    const y = this.centre[1] - ((h + this.top) * unit) / 2;
    return [x, y, w * unit, h * unit].map((value) => value.toFixed(2)).join(" ");
  }
}
