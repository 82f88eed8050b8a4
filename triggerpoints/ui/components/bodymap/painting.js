// Where it hurts: strokes being drawn, and the numbered areas that Python made of them.

import { line, thin } from "../shared/geometry.js";
import { svg } from "../shared/dom.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("../payload").StrokeItem} Stroke */
/** @typedef {import("../payload").MarkedArea} Area */

export class Painting {
  /** @type {{place: Point, chip: SVGGElement}[]} */
  #numbers = [];
  /** @type {Point[]} */
  #way = [];
  #stage;
  #draft = svg("path");

  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** @param {readonly Area[]} areas @param {number} unit Picture pixels per screen pixel. */
  drawAreas(areas, unit) {
    this.#numbers = areas.map(({ n, x, y }) => ({
      place: [x, y],
      chip: svg(
        "g",
        { class: "number" },
        svg("circle", { cy: -12.5, r: 10.5 }),
        svg("text", { y: -8.5 }, String(n)),
      ),
    }));
    this.#stage.areas.replaceChildren(
      ...areas.flatMap(({ d }) => [svg("path", { class: "casing", d }), svg("path", { class: "area", d })]),
      ...this.#numbers.map(({ chip }) => chip),
    );
    this.place(unit);
  }

  /** @param {number} unit */
  place(unit) {
    for (const { place, chip } of this.#numbers) {
      chip.setAttribute("transform", `translate(${place.join(" ")}) scale(${unit})`);
    }
  }

  /** @param {readonly Stroke[]} strokes @param {import("../payload").Tool} tool That of the stroke to come. */
  drawStrokes(strokes, tool) {
    this.#draft = svg("path", { class: `draft ${tool}` });
    if (this.#way.length) this.#draft.setAttribute("d", line(this.#way));
    this.#stage.painted.replaceChildren(
      ...strokes.map((stroke) =>
        svg("path", {
          class: stroke.tool,
          d: line(stroke.points) + (stroke.tool === "lasso" ? "Z" : ""),
          "stroke-width": stroke.tool === "lasso" ? null : 2 * stroke.radius_px,
        }),
      ),
      this.#draft,
    );
  }

  /** @param {Point} at */
  begin(at) {
    this.#way = [at];
  }

  /** @param {Point} at @param {import("../payload").Brush} brush */
  draw(at, { tool, radius_px }) {
    this.#way.push(at);
    this.#draft.setAttribute("d", line(this.#way));
    this.#draft.setAttribute("stroke-width", tool === "lasso" ? "" : String(2 * radius_px));
  }

  drop() {
    this.#way = [];
    this.#draft.removeAttribute("d");
  }

  /**
   * End the stroke.
   *
   * @param {import("../payload").Brush} brush
   * @param {number} step Points nearer to each other are not kept.
   * @returns {Stroke | null} Null when it is nothing.
   */
  finish(brush, step) {
    const way = this.#way;
    this.drop();
    return strokeOf(way, brush, step);
  }

  /** Show where the brush of the keyboard is. @param {Point | null} at @param {number} radius_px */
  showBrush(at, radius_px) {
    this.#stage.cursor.replaceChildren(
      ...(at ? [svg("circle", { cx: at[0], cy: at[1], r: radius_px })] : []),
    );
  }
}

/** @param {readonly Point[]} way @param {import("../payload").Brush} brush @param {number} step @returns {Stroke | null} */
export function strokeOf(way, { tool, radius_px }, step) {
  if (way.length < (tool === "lasso" ? 3 : 1)) return null;
  return { tool, radius_px: tool === "lasso" ? 0 : radius_px, points: thin(way, step) };
}
