// Trigger points: crosses of constant size over the picture, each a button with its number.

import { freeCorners } from "../shared/geometry.js";
import { html, svg } from "../shared/dom.js";
import { markName } from "../shared/key.js";

/** @typedef {import("../payload").SolidMark} Mark */
/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {{mark: Mark, element: HTMLButtonElement, chip: SVGGElement | null, corner: string, behind: boolean | null}} Drawn */
/** @typedef {{at: Point, behind: boolean, inside: boolean}} Placed */

const CROSS = "M-6 -6L6 6M6 -6L-6 6";
/** @type {Point[]} */
const CORNERS = [
  [15, -12],
  [-15, -12],
  [15, 13],
  [-15, 13],
];

export class Marks {
  /** @type {Drawn[]} */
  #drawn = [];
  #layer;
  #acts;

  /** @param {HTMLElement} layer @param {{press: (mark: Mark) => void, look: (point: string | null) => void}} acts */
  constructor(layer, acts) {
    this.#layer = layer;
    this.#acts = acts;
  }

  /** @param {readonly Mark[]} marks */
  draw(marks) {
    this.#drawn = marks.map((mark) => this.#one(mark));
    this.#layer.replaceChildren(...this.#drawn.map(({ element }) => element));
  }

  /** @param {Mark} mark @returns {Drawn} */
  #one(mark) {
    const picture = svg(
      "svg",
      { viewBox: "-22 -22 44 44", "aria-hidden": "true" },
      svg("circle", { class: "ring", r: 18 }),
      svg("circle", { class: "reach", r: 15 }),
      svg("path", { class: "casing", d: CROSS }),
      svg("path", { class: "cross", d: CROSS }),
    );
    const chip = mark.numbered
      ? svg("g", {}, svg("circle", { class: "chip", r: 8.5 }), svg("text", { y: 4 }, String(mark.n)))
      : null;
    if (chip) picture.append(chip);
    const element = html("button", { type: "button", class: "mark", "data-point": mark.point }, picture);
    element.addEventListener("click", () => this.#acts.press(mark));
    for (const name of ["pointerenter", "focus"]) {
      element.addEventListener(name, () => this.#acts.look(mark.point));
    }
    for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => this.#acts.look(null));
    return { mark, element, chip, corner: "", behind: null };
  }

  /** Put every mark where its point is on the picture. @param {(mark: Mark) => Placed} placeOf */
  place(placeOf) {
    const places = this.#drawn.map(({ mark }) => placeOf(mark));
    const corners = freeCorners(
      places.map(({ at }) => at),
      CORNERS,
    );
    for (const [i, drawn] of this.#drawn.entries()) {
      const { mark, element, chip } = drawn;
      const { at, behind, inside } = places[i] ?? { at: [0, 0], behind: false, inside: false };
      element.hidden = !inside;
      element.style.transform = `translate(${Math.round(at[0])}px, ${Math.round(at[1])}px)`; // sharp on whole pixels
      // with every frame only what has changed: the browser paints anew whatever is written to
      if (behind !== drawn.behind) {
        drawn.behind = behind;
        element.classList.toggle("behind", behind);
        element.setAttribute("aria-label", markName({ ...mark, behind }));
      }
      const corner = corners[i]?.join(" ") ?? "";
      if (corner === drawn.corner) continue;
      drawn.corner = corner;
      chip?.setAttribute("transform", `translate(${corner})`);
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
