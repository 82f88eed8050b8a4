// What a rough picture is drawn of: parts that are in sight, with fewer triangles where there are many.

import { BufferAttribute } from "./engine/three.js";
import { coarse, coarseParts } from "./decimate.js";
import { fill } from "./drawn.js";
import { pointsOf } from "./solids.js";
import { seesBall } from "./look.js";

/** @typedef {import("./scene.js").Half} Half */

const COARSE_MM = 12;
const COARSE_FROM = 60_000; // triangles; fewer are drawn as they are

/**
 * Make all lists of fewer triangles that are still missing, step by step.
 *
 * @param {readonly Half[]} halves
 * @param {readonly import("./scene.js").SkinHalf[]} skins
 * @param {import("./skin.js").Skin | null} skin
 * @returns {Generator<void, void, void>}
 */
export function* makeCoarse(halves, skins, skin) {
  for (let half = halves.find(isWhole); half; half = halves.find(isWhole)) {
    const { solid } = half;
    const other = halves.find((one) => one.solid === solid && one.coarse);
    half.coarse = other?.coarse ?? (yield* coarseParts(pointsOf(solid), solid.ranges, COARSE_MM));
    half.roughly = "";
    yield;
  }
  if (!skin || !skins.some(({ rough, mesh }) => rough.geometry.index === mesh.geometry.index)) return;
  const index = new BufferAttribute(yield* coarse(skin.positions, skin.corners, COARSE_MM), 1);
  for (const { rough } of skins) rough.geometry.setIndex(index);
}

/** @param {Half} half */
const isWhole = (half) => !half.coarse;

/**
 * Choose the triangles of a rough picture.
 *
 * @param {readonly Half[]} halves
 * @param {readonly import("../payload").SolidPart[]} parts
 * @param {import("./look.js").Look} look
 * @param {number} aspect
 */
export function gatherRough(halves, parts, look, aspect) {
  const sees = (/** @type {import("../payload").Side} */ side) => (/** @type {number} */ i) => {
    const part = parts[i];
    if (!part) return false;
    const [x = 0, y = 0, z = 0] = part.centre_mm;
    return seesBall(look, [side === "left" ? -x : x, y, z], part.radius_mm, aspect);
  };
  let triangles = 0;
  const lists = halves.map(({ shown, side, solid: { ranges } }) => {
    const rough = shown.rough.filter(sees(side));
    const roughGhost = shown.roughGhost.filter(sees(side));
    for (const i of [...rough, ...roughGhost]) triangles += (ranges.starts.get(i)?.[1] ?? 0) / 3;
    return { rough, roughGhost };
  });
  const isCoarse = triangles > COARSE_FROM;
  for (const [n, half] of halves.entries()) {
    const chosen = lists[n] ?? { rough: [], roughGhost: [] };
    const roughly = `${isCoarse} ${chosen.rough.join()} ${chosen.roughGhost.join()}`;
    if (roughly === half.roughly) continue;
    half.roughly = roughly;
    const ranges = (isCoarse && half.coarse) || half.solid.ranges;
    for (const role of /** @type {const} */ (["rough", "roughGhost"])) {
      const wanted = new Set(chosen[role]);
      fill(half.drawn[role], ranges, (i) => wanted.has(i));
    }
  }
}
