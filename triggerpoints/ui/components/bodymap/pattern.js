// Points and zones of the selected muscle, and the key to them.

import { Marks } from "./marks.js";
import { drawZones, showZonesOf } from "./zones.js";
import { html } from "../shared/dom.js";
import { keyRows } from "../shared/key.js";

/** @typedef {import("./choice.js").Scene} Scene */
/** @typedef {import("../payload").PatternFile} PatternFile */
/** @typedef {import("../payload").DrawnZone} Zone */

/** @type {PatternFile} */
export const NOTHING = { marks: [], zones: [], offer: null, felt: {} };

export class Pattern {
  marks;
  #stage;
  /** @type {Scene} */
  #scene;
  #pattern = NOTHING;
  #drawn = "";
  #strokes = false;
  /** @type {readonly Zone[] | null} Zones of what the pointer is on elsewhere on the page. */
  #preview = null;
  /** @type {string | null} */
  #hovered = null;
  /** @type {string | null} */
  #focused = null;

  /** @param {import("./stage.js").Stage} stage @param {Scene} scene */
  constructor(stage, scene) {
    this.#stage = stage;
    this.#scene = scene;
    this.marks = new Marks(stage);
  }

  /** Where the pattern leads: another view worth a look. */
  get offer() {
    return this.#pattern.offer;
  }

  /** What of it is switched on. @returns {PatternFile} */
  get #shown() {
    const { show } = this.#scene;
    const { marks, zones, offer, felt } = this.#pattern;
    return {
      marks: show.points ? marks : [],
      zones: [...(this.#preview ?? zones.filter(({ kind }) => show[kind]))],
      offer,
      felt,
    };
  }

  get empty() {
    return this.#shown.zones.length === 0;
  }

  /** The elements that show where it is. @returns {SVGGraphicsElement[]} */
  get parts() {
    const { marks, zones } = this.#stage;
    /** @type {NodeListOf<SVGGraphicsElement>} */
    const edges = zones.querySelectorAll(".edge:not([hidden])");
    return [...(marks.childNodes.length ? [marks] : []), ...edges];
  }

  /**
   * Draw points and zones, unless they are what is drawn already.
   *
   * @param {Scene} scene
   * @param {PatternFile} pattern
   * @param {number} unit Picture pixels per screen pixel.
   */
  draw(scene, pattern, unit) {
    this.#scene = scene;
    const drawn = JSON.stringify(scene.show);
    if (this.#pattern !== pattern || this.#drawn !== drawn || this.#preview) {
      this.#pattern = pattern;
      this.#drawn = drawn;
      this.#preview = null;
      drawZones(this.#stage, this.#shown.zones, scene);
      this.marks.draw(this.#shown.marks, unit);
    }
    this.#showPoint();
    this.#dim();
    this.drawKey(this.#strokes);
    const { muscle, side } = scene.pattern ?? { muscle: scene.selected ?? "", side: "" };
    this.#stage.host.dataset.pattern = `${scene.view.id} ${muscle} ${side}`;
  }

  /** Show other zones for the moment; null brings the own ones back. @param {readonly Zone[] | null} zones */
  preview(zones) {
    this.#preview = zones;
    drawZones(this.#stage, this.#shown.zones, this.#scene);
    this.#showPoint();
    this.#dim();
    this.drawKey(this.#strokes);
  }

  /** The pointer is on a trigger point, or on none. @param {string | null} point */
  hover(point) {
    if (this.#hovered === point) return;
    this.#hovered = point;
    this.#showPoint();
  }

  /** @param {string | null} point */
  focus(point) {
    this.#focused = point;
    this.#showPoint();
  }

  /** A trigger point was chosen, or let go. @param {Scene} scene */
  choose(scene) {
    this.#scene = scene;
    if (scene.point === null) this.#focused = null; // all zones again, though the mark keeps the focus
    this.#showPoint();
  }

  /** One point that is hovered, focused or chosen shows its own zones alone. */
  #showPoint() {
    const { point: chosen } = this.#scene;
    const point = this.#hovered ?? this.#focused ?? chosen;
    showZonesOf(this.#stage, point);
    this.marks.show(point, chosen);
  }

  /** Fade the picture behind a selected muscle or zones. */
  #dim() {
    const { selected, involved } = this.#scene;
    const { host } = this.#stage;
    host.classList.toggle("with-involved", Boolean(involved));
    host.classList.toggle("dimmed", !this.empty || (selected !== null && !involved));
  }

  /** @param {boolean} strokes Whether the reader has painted. */
  drawKey(strokes) {
    this.#strokes = strokes;
    const { areas, areas_name, involved } = this.#scene;
    const rows = keyRows(this.#shown, {
      areas: Boolean(areas?.length) && (areas_name ?? true),
      strokes,
      grades: involved?.key ?? [],
    });
    const { legend } = this.#stage;
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
}
