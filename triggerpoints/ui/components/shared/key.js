// Names of trigger points, and the key to points and zones, the same on every picture of the body.

/** @typedef {import("../payload").Side | "midline"} Side */

/** @param {{n: number, label: string, side: Side, behind: boolean}} mark */
export const markName = ({ n, label, side, behind }) =>
  `Trigger point ${n}: ${label}, ${side}${behind ? ", on the far side of the body" : ""}`;

/**
 * Rows of the key: sign and words.
 *
 * @param {{marks: readonly {behind: boolean}[], zones: readonly Pick<import("../payload").DrawnZone, "kind" | "certainty">[]}} drawn
 *   What is drawn of points and zones.
 * @param {{areas: boolean | string, strokes: boolean, grades: readonly string[][]}} more Areas may have a name of their own.
 * @returns {[string, string][]}
 */
export function keyRows({ marks, zones }, { areas, strokes, grades }) {
  /** @type {[string, string][]} */
  const rows = [];
  /** @param {(zone: Pick<import("../payload").DrawnZone, "kind" | "certainty">) => boolean} test */
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
  if (areas) rows.push(["painted", areas === true ? "Where you said it hurts" : areas]);
  else if (strokes) rows.push(["painted", "Where you painted"]);
  for (const [grade, label] of grades) if (grade && label) rows.push([`texture ${grade}`, label]);
  return rows;
}
