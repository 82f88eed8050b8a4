// A tap that comes before the map can answer it counts once it can.

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("./frame.js").Place} Place */

export class EarlyTap {
  /** @type {Point | null} Where in the picture. */
  #at = null;
  /** @type {Point | null} From the middle of the body's shape, in its heights: a tap before the scripts were there. */
  #share;
  #frame;

  /** @param {HTMLElement} host @param {Pick<import("./frame.js").Frame, "at" | "onScreen">} frame */
  constructor(host, frame) {
    this.#frame = frame;
    const { early } = host.dataset;
    delete host.dataset.early;
    const [x, y] = (early ?? "").split(" ").map(Number);
    this.#share = x !== undefined && y !== undefined && Number.isFinite(x + y) ? [x, y] : null;
  }

  /** Keep where it was in the picture, since the map may still move on the page. @param {Place} place */
  note(place) {
    this.#at = this.#frame.at(place);
    this.#share = null;
  }

  /** Where on the screen what was tapped is now, once. @param {{width: number, height: number}} view @returns {Place | null} */
  take({ width, height }) {
    const share = this.#share;
    const at = share ? [width / 2 + share[0] * height, height / 2 + share[1] * height] : this.#at;
    this.#at = this.#share = null;
    return at && this.#frame.onScreen(/** @type {Point} */ (at));
  }
}
