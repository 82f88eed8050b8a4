// What the map says: names, help and the key.

/** @typedef {import("./choice.js").Scene} Scene */
/** @typedef {Record<string, [string, string]>} Names Name and plain name by id. */

/** @type {Record<import("../payload").Mode, string>} */
export const HELP = {
  pick:
    "Arrow keys move through the muscles, Enter selects, plus and minus zoom, 0 shows the whole picture, " +
    "Escape clears. Trigger points follow as buttons.",
  paint: "Arrow keys move the brush, Enter paints a spot, plus and minus zoom, 0 shows the whole picture.",
  lasso: "Draw around an area with the mouse or a finger. With the keyboard use the brush instead.",
};
export const UNLOADED = "The outlines could not be loaded. Check the connection and reload the page.";
export const UNPICTURED = "A picture could not be loaded. Check the connection and reload the page.";
export const WHEEL = "Click the map or hold Ctrl to zoom with the wheel";
export const ALL_POINTS = "All trigger points shown.";

/**
 * Name of a muscle with its side; patients are told in plain words what it is.
 *
 * @param {Names} names
 * @param {string} id
 * @param {string | null | undefined} side
 * @param {Pick<Scene, "possessive" | "wording">} scene
 * @returns {[string, string]}
 */
export function nameOf(names, id, side, { possessive, wording }) {
  const [name, plain] = names[id] ?? [id, ""];
  const whose = possessive ? "your " : "";
  return [side && side !== "midline" ? `${name}, ${whose}${side}` : name, wording === "patient" ? plain : ""];
}

/**
 * What is lit and where its pain is felt, for somebody who cannot see it; nothing while no muscle is chosen.
 *
 * @param {Pick<Scene, "selected" | "side" | "point" | "possessive" | "wording">} scene
 * @param {Names} names
 * @param {import("../payload").PatternFile} pattern
 */
export function shownInWords(scene, names, { marks, felt }) {
  if (scene.selected === null) return "";
  const side = scene.side === "both" ? "both sides" : `${scene.possessive ? "your " : ""}${scene.side} side`;
  const [name] = nameOf(names, scene.selected, null, scene);
  const chosen = marks.find(({ point }) => point === scene.point)?.label;
  const only = chosen === undefined ? "" : ` Only the point ${chosen} is shown.`;
  return `${name} is shown, ${side}.${only} ${felt[scene.point ?? ""] ?? ""}`.trim();
}

/**
 * Word for an edge of the picture: patients read whose side it is, students that of the body.
 *
 * @param {string | null | undefined} said
 * @param {Pick<Scene, "wording">} scene
 */
export const sideOfView = (said, { wording }) =>
  said && wording === "student" ? said.replace(/^Your (.)/, (_, first) => first.toUpperCase()) : said;
