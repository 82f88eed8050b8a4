// Trigger points: crosses of constant size on the screen, each a button with its number.

import { freeCorners } from "../shared/geometry.js";
import { markName } from "../shared/key.js";
import { svg } from "../shared/dom.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("../payload").Mark} Mark */
/** @typedef {{mark: Mark, element: SVGGElement, chip: SVGGElement | null}} DrawnMark */

/** @type {Point[]} Of a mark, for its number, in screen pixels. */
const CORNERS = [
  [15, -12],
  [-15, -12],
  [15, 13],
  [-15, 13],
];
const CROSS = "M-6 -6L6 6M6 -6L-6 6";

export class Marks {
  /** @type {DrawnMark[]} */
  #drawn = [];
  #stage;

  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** @param {readonly Mark[]} marks @param {number} unit Picture pixels per screen pixel. */
  draw(marks, unit) {
    const root = /** @type {Document | ShadowRoot} */ (this.#stage.host.getRootNode());
    const focused = this.of(root.activeElement);
    this.#drawn = marks.map(drawnMark);
    this.#stage.marks.replaceChildren(...this.#drawn.map(({ element }) => element));
    this.place(unit);
    const again = focused && this.#drawn.find(({ mark }) => mark.point === focused.mark.point);
    again?.element.focus({ preventScroll: true });
  }

  /** The mark that an element is or belongs to. @param {Element | null} target @returns {DrawnMark | null} */
  of(target) {
    const element = target?.closest(".mark");
    return this.#drawn.find((drawn) => drawn.element === element) ?? null;
  }

  /** @param {number} unit */
  place(unit) {
    for (const { mark, element } of this.#drawn) {
      element.setAttribute("transform", `translate(${mark.x} ${mark.y}) scale(${unit})`);
    }
    const numbered = this.#drawn.filter(({ chip }) => chip);
    const corners = freeCorners(
      numbered.map(({ mark }) => [mark.x / unit, mark.y / unit]),
      CORNERS,
    );
    for (const [i, { chip }] of numbered.entries()) {
      chip?.setAttribute("transform", `translate(${corners[i]?.join(" ") ?? ""})`);
    }
  }

  /** @param {string | null} shown The point that is looked at. @param {string | null} chosen */
  show(shown, chosen) {
    for (const { mark, element } of this.#drawn) {
      element.classList.toggle("dim", shown !== null && mark.point !== shown);
      element.classList.toggle("on", mark.point === shown);
      element.setAttribute("aria-pressed", String(mark.point === chosen));
    }
  }
}

/** @param {Mark} mark @returns {DrawnMark} */
function drawnMark(mark) {
  const element = svg(
    "g",
    {
      class: `mark${mark.behind ? " behind" : ""}`,
      role: "button",
      tabindex: "0",
      "data-point": mark.point,
      "data-side": mark.side,
      "aria-label": markName(mark),
    },
    svg("circle", { class: "ring", r: 18 }),
    svg("circle", { class: "reach", r: 15 }),
    svg("path", { class: "casing", d: CROSS }),
    svg("path", { class: "cross", d: CROSS }),
  );
  if (!mark.numbered) return { mark, element, chip: null };
  const chip = svg("g", {}, svg("circle", { class: "chip", r: 8.5 }), svg("text", { y: 4 }, String(mark.n)));
  element.append(chip);
  return { mark, element, chip };
}
