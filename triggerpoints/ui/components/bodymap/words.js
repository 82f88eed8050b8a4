// What the map says: names, help and the key.

/** @typedef {import("./choice.js").Scene} Scene */
/** @typedef {Record<string, [string, string]>} Names Name and plain name by id. */
/** @typedef {import("../payload").PatternFile} Pattern */

/** @type {Record<import("../payload").Mode, string>} */
export const HELP = {
  pick:
    "Arrow keys move through the muscles, Enter selects, plus and minus zoom, 0 shows the whole picture, " +
    "Escape clears. Trigger points follow as buttons.",
  paint: "Arrow keys move the brush, Enter paints a spot, plus and minus zoom, 0 shows the whole picture.",
  lasso: "Draw around an area with the mouse or a finger. With the keyboard use the brush instead.",
};
export const UNLOADED = "The outlines could not be loaded. Check the connection and reload the page.";
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
 * Word for an edge of the picture: patients read whose side it is, students that of the body.
 *
 * @param {string | null | undefined} said
 * @param {Pick<Scene, "wording">} scene
 */
export const sideOfView = (said, { wording }) =>
  said && wording === "student" ? said.replace(/^Your (.)/, (_, first) => first.toUpperCase()) : said;

/** @param {import("../payload").Mark} mark */
export const markName = ({ n, label, side, behind }) =>
  `Trigger point ${n}: ${label}, ${side}${behind ? ", on the far side of the body" : ""}`;

/**
 * Rows of the key: sign and words.
 *
 * @param {Pattern} drawn What is drawn of points and zones.
 * @param {{areas: boolean, strokes: boolean, grades: readonly string[][]}} more
 * @returns {[string, string][]}
 */
export function keyRows({ marks, zones }, { areas, strokes, grades }) {
  /** @type {[string, string][]} */
  const rows = [];
  /** @param {(zone: import("../payload").DrawnZone) => boolean} test */
  const has = (test) => zones.some(test);
  if (marks.length) rows.push(["trigger-point", "Trigger point"]);
  if (marks.some((mark) => mark.behind)) rows.push(["behind", "On the far side"]);
  if (has((z) => z.kind === "essential")) rows.push(["essential", "Felt most often (essential zone)"]);
  if (has((z) => z.kind === "spillover")) rows.push(["spillover", "Felt by some (spillover zone)"]);
  if (has((z) => z.certainty === "typical") && has((z) => z.certainty !== "typical")) {
    rows.push(["typical", "Sources agree"]);
  }
  if (has((z) => z.certainty === "variable")) rows.push(["variable", "Sources differ"]);
  if (has((z) => z.certainty === "disputed")) rows.push(["disputed", "Experts disagree"]);
  if (areas) rows.push(["painted", "Where you said it hurts"]);
  else if (strokes) rows.push(["painted", "Where you painted"]);
  for (const [grade, label] of grades) if (grade && label) rows.push([`texture ${grade}`, label]);
  return rows;
}
