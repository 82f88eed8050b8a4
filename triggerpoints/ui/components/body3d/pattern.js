// Points and zones of the selected muscle on the body, and the key to them.

import { axes, dot } from "./look.js";
import { Marks } from "./marks.js";
import { fetchJson } from "../shared/files.js";
import { html } from "../shared/dom.js";
import { keyRows } from "../shared/key.js";

/** @typedef {import("../payload").SolidPattern} SolidPattern */
/** @typedef {import("../payload").SolidMark} SolidMark */
/** @typedef {import("../payload").Show} Show */
/** @typedef {import("./look.js").Triple} Triple */

/** @type {SolidPattern} */
const NOTHING = { skin_points: 0, marks: [], zones: [] };
const AWAY = -0.1; // the skin over a point that looks away by so much lies on the far side

export class Pattern {
  #stage;
  #acts;
  #marks;
  #drawn = NOTHING;
  #of = "";
  /** @type {string | null} The point that the pointer or the focus is on. */
  #lookedAt = null;
  /** @type {{show: Show, point: string | null}} */
  #choice;

  /**
   * @param {import("./stage.js").Stage} stage
   * @param {{show: Show, point: string | null}} choice
   * @param {{loaded: () => void, looked: () => void, press: (mark: SolidMark) => void}} acts
   */
  constructor(stage, choice, acts) {
    this.#stage = stage;
    this.#choice = choice;
    this.#acts = acts;
    this.#marks = new Marks(stage.marks, {
      press: acts.press,
      look: (point) => this.#lookAt(point),
    });
  }

  /** Whose points and zones are there. */
  get of() {
    return this.#drawn === NOTHING ? "" : this.#of;
  }

  /** Points that are switched on. */
  get marks() {
    return this.#choice.show.points ? this.#drawn.marks : [];
  }

  /** How many points the skin has that the zones lie on. */
  get skinPoints() {
    return this.#drawn.skin_points;
  }

  /** Zones that are switched on, of the point that is looked at or of all. */
  get zones() {
    const { show, point: chosen } = this.#choice;
    const point = this.#lookedAt ?? chosen;
    return this.#drawn.zones.filter(
      ({ kind, points }) => show[kind] && (point === null || points.includes(point)),
    );
  }

  /** Fetch those of a muscle, unless they are there. @param {import("../payload").PatternOf | null} pattern @param {string} template */
  async load(pattern, template) {
    const of = pattern ? `${pattern.muscle} ${pattern.side}` : "";
    if (of === this.#of) return;
    this.#of = of;
    const url = pattern && template.replace("{muscle}", pattern.muscle).replace("{side}", pattern.side);
    const found = url
      ? await /** @type {Promise<SolidPattern>} */ (fetchJson(url)).catch(() => NOTHING)
      : NOTHING;
    if (of !== this.#of) return; // another muscle was chosen meanwhile
    this.#drawn = found;
    this.#lookedAt = null;
    this.#acts.loaded();
    this.#stage.host.dataset.pattern = of;
  }

  /** @param {{show: Show, point: string | null}} choice */
  draw(choice) {
    if (choice.point === null && this.#choice.point !== null) this.#lookedAt = null; // it was let go
    this.#choice = choice;
    this.#marks.draw(this.marks);
    this.#showPoint();
    this.#drawKey();
  }

  /** @param {string | null} point */
  #lookAt(point) {
    if (point === this.#lookedAt) return;
    this.#lookedAt = point;
    this.#showPoint();
    this.#acts.looked();
  }

  #showPoint() {
    const { point } = this.#choice;
    this.#marks.show(this.#lookedAt ?? point, point);
  }

  #drawKey() {
    const { legend } = this.#stage;
    const marks = this.marks.map(() => ({ behind: false }));
    const rows = keyRows({ marks, zones: this.zones }, { areas: false, strokes: false, grades: [] });
    legend.hidden = !rows.length;
    legend.replaceChildren(
      ...rows.map(([sign, text]) =>
        html(
          "li",
          {},
          html("span", { class: `swatch ${sign}`, "aria-hidden": "true" }),
          html("span", {}, text),
        ),
      ),
    );
  }

  /** Put the points where they are on the picture. @param {import("./eye.js").Eye} eye */
  place(eye) {
    this.#marks.place((mark) => this.placeOf(mark, eye));
  }

  /** Points that are in the picture, with their numbers. @param {import("./eye.js").Eye} eye */
  onPicture(eye) {
    return this.marks.flatMap((mark) => {
      const { at, inside } = this.placeOf(mark, eye);
      return inside ? [{ x: at[0], y: at[1], n: mark.numbered ? String(mark.n) : "" }] : [];
    });
  }

  /** Where a point is on the picture. @param {SolidMark} mark @param {import("./eye.js").Eye} eye @returns {import("./marks.js").Placed} */
  placeOf({ at_mm, outward }, eye) {
    const place = eye.placeOf(/** @type {Triple} */ (at_mm));
    return { ...place, behind: dot(/** @type {Triple} */ (outward), axes(eye.look).back) < AWAY };
  }
}
