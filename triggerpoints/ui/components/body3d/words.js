// What the turning body says: where one looks from, which way is left, what is in sight.

import { edgesOf } from "./look.js";

/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./look.js").Way} Way */
/** @typedef {import("../payload").Audience} Audience */
/** @typedef {Record<string, [string, string]>} Names Name and plain name by id. */
/** @typedef {import("../payload").SolidPart} Part */

export const HELP =
  "Arrow keys turn and tilt the body, plus and minus zoom, Home shows all of it, Escape clears. " +
  "The list of muscles in sight and the trigger points follow as buttons.";
export const TOO_MUCH = "So many parts cannot be taken off at once. Choose a deeper layer instead.";
export const WHEEL = "Click the body or hold Ctrl to zoom with the wheel";
export const NO_WEBGL = "This browser cannot draw the body in 3D. The map shows the same from fixed sides.";
export const UNLOADED = "The body could not be loaded. Check the connection and try again.";

/** @type {Record<Audience, Record<Way, string>>} */
const EDGE = {
  patient: {
    left: "Your left",
    right: "Your right",
    front: "Your front",
    back: "Your back",
    head: "Head",
    feet: "Feet",
  },
  student: {
    left: "Left",
    right: "Right",
    front: "Anterior",
    back: "Posterior",
    head: "Superior",
    feet: "Inferior",
  },
};

/** Words at the edges of the picture. @param {Look} look @param {Audience} audience */
export function edgeWords(look, audience) {
  const { start, end, top } = edgesOf(look);
  const words = EDGE[audience];
  return { start: words[start], end: words[end], top: top === "head" ? "" : words[top] };
}

/** From where one looks, in words. @param {Pick<Look, "azimuth" | "tilt">} look */
export function fromWhere({ azimuth, tilt }) {
  const height = tilt > 12 ? "above" : tilt < -12 ? "below" : "";
  if (Math.abs(tilt) > 75) return `from ${height}`;
  const main =
    ["the front", "the left", "the back", "the right"][Math.round(azimuth / 90) % 4] ?? "the front";
  const off = ((azimuth + 45) % 90) - 45;
  const beside = ["left", "back", "right", "front"][Math.floor((azimuth % 360) / 90)] ?? "";
  const before = ["front", "left", "back", "right"][Math.floor((azimuth % 360) / 90)] ?? "";
  const turned = Math.abs(off) > 15 ? `, turned to the ${off > 0 ? beside : before}` : "";
  return `from ${main}${turned}${height ? `, a little from ${height}` : ""}`;
}

/**
 * Name of a part with its side; patients are told in plain words what a muscle is.
 *
 * @param {Names} names Of the muscles of the list.
 * @param {Part} part
 * @param {import("../payload").Side} side
 * @param {Audience} audience
 * @returns {[string, string]}
 */
export function partName(names, part, side, audience) {
  const [name, plain] = names[part.id] ?? [part.name.charAt(0).toUpperCase() + part.name.slice(1), ""];
  const more = audience === "patient" ? plain : names[part.id] ? part.latin : "";
  return [part.side === "middle" ? name : `${name}, ${side}`, more];
}

/** What is in sight, as it is spoken. @param {Look} look @param {readonly string[]} names */
export function inSightWords(look, names) {
  const seen = names.length ? ` In sight: ${names.slice(0, 5).join("; ")}.` : "";
  return `Seen ${fromWhere(look)}.${seen}`;
}
