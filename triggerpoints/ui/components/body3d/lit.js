// How each part of the body is shown: the one place in the browser that decides it.

import { partKey } from "./peel.js";

/** @typedef {import("../payload").SolidPart} Part */
/** @typedef {import("../payload").Side} Side */
/** @typedef {import("./peel.js").Taken} Taken */
/**
 * @typedef {object} Wish
 * @property {readonly string[]} layers From the skin to the bones.
 * @property {string} layer The outermost layer that is shown.
 * @property {string | null} selected
 * @property {readonly Side[]} sides Sides on which the selected muscle is shown.
 * @property {boolean} hazards Vessels, nerves and organs are shown.
 * @property {readonly string[]} kin Muscles that are lit beside the selected one.
 * @property {boolean} bare Nothing is shown below the skin.
 * @property {Taken} taken
 * @property {string | null} lit Key of a part that is lit up, whatever lies over it.
 */

/** @enum {number} How solid a part is. */
export const SHOWN = /** @type {const} */ ({ not: 0, ghost: 1, solid: 2 });
/** How a part is shown that nobody chose: few people have a hidden one, a ghost is a thin sheet. */
const USUAL = { solid: SHOWN.solid, ghost: SHOWN.ghost, hidden: SHOWN.not };
/** @enum {number} How a part is coloured. */
export const TONE = /** @type {const} */ ({ plain: 0, kin: 1, picked: 2 });

/**
 * @typedef {{shown: number, tone: number}} PartState
 */

/**
 * The state of a part on a side.
 *
 * @param {Part} part
 * @param {Side} side Parts in the middle are drawn with the right side.
 * @param {Wish} wish
 * @returns {PartState}
 */
export function stateOf(part, side, wish) {
  return { shown: shownOf(part, side, wish), tone: toneOf(part, side, wish) };
}

/** @param {Part} part @param {Side} side @param {Wish} wish */
function toneOf({ id, kind, side: own }, side, { selected, sides, kin, lit }) {
  if (lit !== null && lit === partKey(id, side)) return TONE.picked;
  if (lit !== null && id === selected) return TONE.kin; // one at a time stands out
  if (kind !== "muscle") return TONE.plain;
  if (id === selected && (own === "middle" || sides.includes(side))) return TONE.picked;
  return kin.includes(id) ? TONE.kin : TONE.plain;
}

/** @param {Part} part @param {Side} side @param {Wish} wish */
function shownOf(part, side, wish) {
  if (wish.bare || (part.side === "middle" && side === "left")) return SHOWN.not;
  const { hidden, ghosted, alone } = wish.taken;
  const key = partKey(part.id, side);
  if (hidden.includes(key)) return SHOWN.not;
  if (alone !== null && alone !== key) return isFrame(part) ? SHOWN.ghost : SHOWN.not;
  if (ghosted.includes(key)) return SHOWN.ghost;
  if (alone === key || toneOf(part, side, wish) !== TONE.plain) return SHOWN.solid;
  if (isHazard(part)) return wish.hazards ? SHOWN.solid : SHOWN.not;
  const there = wish.layers.indexOf(part.layer) >= wish.layers.indexOf(wish.layer);
  return there ? USUAL[part.usual] : SHOWN.not;
}

/** How the skin is shown: whole, as a veil with zones, or not at all. @param {Wish} wish @param {boolean} hasZones @returns {"solid" | "veil" | "none"} */
export function skinShown({ layer, taken }, hasZones) {
  if (layer === "skin" && taken.alone === null) return "solid";
  return hasZones ? "veil" : "none";
}

/** @param {Part} part */
const isFrame = ({ kind }) => kind === "bone" || kind === "cartilage";

/** @param {Part} part */
export const isHazard = ({ file }) => file === "hazards";

/** What must be taken off to see a part: all that covers it and is still there. @param {readonly Part[]} parts @param {string} id @param {Side} side @param {Wish} wish */
export function covers(parts, id, side, wish) {
  const own = parts.find((part) => part.id === id);
  return (own?.covered_by ?? [])
    .flatMap((name) => parts.filter((part) => part.id === name))
    .map((part) => ({ part, on: /** @type {Side} */ (part.side === "middle" ? "right" : side) }))
    .filter(({ part, on }) => stateOf(part, on, wish).shown === SHOWN.solid)
    .map(({ part, on }) => ({ key: partKey(part.id, on), isBone: isFrame(part) }));
}
