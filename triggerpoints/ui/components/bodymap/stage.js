// The elements of the map, in the order in which they lie on each other.

import { address, fetchPicture } from "../shared/files.js";
import { html, svg } from "../shared/dom.js";
import { UNPICTURED } from "./words.js";

/** @typedef {ReturnType<typeof buildStage>} Stage */
/** @typedef {Readonly<Record<string, string>>} Sharp Address of the same picture with finer pixels, by its address. */

// Strokes of the texture of each grade that has one, in a square of 10 units.
export const TEXTURES = /** @type {const} */ ({
  moderate: "M0 0",
  low: "M-2 2L2 -2M-2 12L12 -2M8 12L12 8",
  very_low: "M2.5 2.5h.01M7.5 7.5h.01",
  against: "M0 0L10 10M10 0L0 10",
});

/** @param {HTMLElement} host */
export function buildStage(host) {
  const unseen = { "aria-hidden": "true" };
  const problem = html("div", { class: "problem", role: "alert", hidden: "" });
  /** A picture that, when it cannot be shown, says so and leaves no sign of the browser's own. @param {Record<string, string>} attributes */
  const image = (attributes = {}) => {
    const made = svg("image", attributes);
    made.addEventListener("error", () => unpictured(made, problem));
    return made;
  };
  const placeholder = image({ class: "placeholder", ...unseen });
  const picture = image({ class: "picture", ...unseen });
  const shapes = svg("g", { class: "shapes", ...unseen });
  const involved = svg("g", { class: "involved", ...unseen });
  const areas = svg("g", { class: "areas", ...unseen });
  const own = svg("path", { "clip-rule": "evenodd" });
  const bright = image({ class: "own", "clip-path": "url(#own)", hidden: "", ...unseen });
  const tint = svg("path", { class: "tint", ...unseen });
  const zones = svg("g", { class: "zones", ...unseen });
  const outline = svg("g", { class: "outline", ...unseen });
  const painted = svg("g", { class: "painted", ...unseen });
  const cursor = svg("g", { class: "cursor", ...unseen });
  const marks = svg("g", { class: "marks" });
  const dots = svg("pattern", { id: "dots", patternUnits: "userSpaceOnUse" });
  const textures = Object.entries(TEXTURES).map(([grade, d]) =>
    svg(
      "pattern",
      {
        id: `texture-${grade}`,
        class: `texture ${grade}`,
        patternUnits: "userSpaceOnUse",
        width: 10,
        height: 10,
      },
      svg("rect", { width: 10, height: 10 }),
      svg("path", { d }),
    ),
  );
  const blur = svg("feGaussianBlur");
  const body = image();
  const soft = svg("filter", { id: "soft", x: "-30%", y: "-30%", width: "160%", height: "160%" }, blur);
  const inside = svg("mask", { id: "inside", style: "mask-type: alpha" }, body);
  const map = svg(
    "svg",
    { class: "map", role: "application", tabindex: "0", "aria-describedby": "shown help" },
    svg("defs", {}, dots, ...textures, soft, inside, svg("clipPath", { id: "own" }, own)),
    placeholder,
    picture,
    tint,
    bright,
    shapes,
    involved,
    zones,
    areas,
    outline,
    painted,
    cursor,
    marks,
  );
  const start = html("span", { class: "side start" });
  const end = html("span", { class: "side end" });
  const title = html("span", { class: "side title" });
  const offer = html("button", { type: "button", class: "offer", hidden: "" });
  const tip = html("div", { class: "tip", ...unseen });
  const stage = html("div", { class: "stage" }, map, start, end, title, offer, tip, problem);
  const legend = html("ul", { class: "legend", "aria-label": "Key to the map", hidden: "" });
  const live = html("div", { class: "unseen", role: "status", "aria-live": "polite" });
  const shown = html("div", { class: "unseen", id: "shown" });
  const help = html("div", { class: "unseen", id: "help" });
  host.replaceChildren(stage, legend, live, shown, help);
  return {
    host,
    stage,
    map,
    placeholder,
    picture,
    shapes,
    involved,
    areas,
    own,
    bright,
    tint,
    zones,
    outline,
    painted,
    cursor,
    marks,
    dots,
    textures,
    blur,
    body,
    start,
    end,
    title,
    offer,
    tip,
    problem,
    legend,
    live,
    shown,
    help,
  };
}

/** Show no picture, and say so. @param {SVGImageElement} image @param {HTMLElement} problem */
export function unpictured(image, problem) {
  image.removeAttribute("href");
  if (problem.textContent !== UNPICTURED) label(problem, UNPICTURED); // said aloud once
}

/** @param {HTMLElement} element @param {string | null | undefined} words Without any it is hidden. */
export function label(element, words) {
  element.textContent = words ?? "";
  element.hidden = !words;
}

/** Set all pictures and patterns to the size of a view. @param {Stage} stage @param {import("../payload").ViewFacts} view */
export function setView({ placeholder, picture, body, bright, dots, blur }, { width, height, mm_per_px }) {
  for (const image of [placeholder, picture, body, bright]) {
    image.setAttribute("width", String(width));
    image.setAttribute("height", String(height));
  }
  const step = 7 / mm_per_px;
  dots.setAttribute("width", String(step));
  dots.setAttribute("height", String(step));
  dots.setAttribute("patternTransform", "rotate(32)");
  dots.replaceChildren(svg("circle", { cx: step / 2, cy: step / 2, r: step * 0.24 }));
  blur.setAttribute("stdDeviation", String(3.5 / mm_per_px));
}

/**
 * Set the address of a picture unless it has it, or finer pixels of it, already.
 *
 * @param {SVGImageElement} image
 * @param {string} url
 * @param {Sharp} sharp
 */
export function setPicture(image, url, sharp = {}) {
  const known = [url, sharp[url] ?? url].map(address);
  if (!known.includes(image.getAttribute("href") ?? "")) image.setAttribute("href", address(url));
}

/**
 * Whether the pixels of the picture have become larger than those of the screen because the reader zoomed in.
 *
 * @param {number} zoom
 * @param {number} unit Picture pixels per CSS pixel.
 * @param {number} ratio Screen pixels per CSS pixel.
 */
export const isCoarse = (zoom, unit, ratio) => zoom > 1.01 && unit < ratio;

/** Whether a picture can be shown, once it is there. @param {string} url */
export const isThere = (url) =>
  fetchPicture(url).then(
    () => true,
    () => false,
  );

/** Put finer pixels into a picture once they are there. @param {SVGImageElement} image @param {Sharp} sharp */
export async function sharpen(image, sharp) {
  const coarse = image.getAttribute("href");
  const [, finer] = Object.entries(sharp).find(([url]) => address(url) === coarse) ?? [];
  if (finer === undefined) return;
  if (!(await isThere(finer))) return;
  if (image.getAttribute("href") === coarse) setPicture(image, finer);
}
