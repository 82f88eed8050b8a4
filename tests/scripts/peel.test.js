import { SHOWN, TONE, covers, stateOf } from "../../triggerpoints/ui/components/body3d/lit.js";
import {
  UNTOUCHED,
  bringAllBack,
  bringBack,
  clear,
  ghost,
  hide,
  isTouched,
  isolate,
  partKey,
  undo,
} from "../../triggerpoints/ui/components/body3d/peel.js";
import { byPart, gather } from "../../triggerpoints/ui/components/body3d/ranges.js";
import { describe, expect, it } from "vitest";
import { writeZones } from "../../triggerpoints/ui/components/body3d/skin_zones.js";

/** @typedef {import("../../triggerpoints/ui/components/payload").SolidPart} Part */

/** @param {Partial<Part>} facts @returns {Part} */
const part = (facts) => ({
  usual: "solid",
  index: 0,
  file: "muscles-deep",
  id: "x",
  kind: "muscle",
  name: "x",
  latin: "",
  layer: "deep",
  side: "right",
  centre_mm: [0, 0, 0],
  radius_mm: 1,
  best_from: [0, -1, 0],
  covered_by: [],
  ...facts,
});
const DEEP = part({ id: "subscapularis", covered_by: ["serratus", "scapula", "sternum"] });
const OVER = part({ id: "serratus", layer: "superficial", file: "muscles-superficial" });
const BONE = part({ id: "scapula", kind: "bone", layer: "skeleton", file: "skeleton" });
const MIDDLE = part({ id: "sternum", kind: "bone", layer: "skeleton", file: "skeleton", side: "middle" });
const VESSEL = part({ id: "artery", kind: "artery", file: "hazards" });
const ALL = [DEEP, OVER, BONE, MIDDLE, VESSEL];
/** @type {import("../../triggerpoints/ui/components/body3d/lit.js").Wish} */
const WISH = {
  layers: ["skin", "superficial", "middle", "deep", "skeleton"],
  layer: "superficial",
  selected: null,
  sides: ["right"],
  hazards: false,
  kin: [],
  bare: false,
  taken: UNTOUCHED.now,
  lit: null,
};
/** @param {Part} one @param {Partial<import("../../triggerpoints/ui/components/body3d/lit.js").Wish>} wish @param {"right" | "left"} side */
const shown = (one, wish = {}, side = "right") => stateOf(one, side, { ...WISH, ...wish }).shown;

describe("the layer", () => {
  it("takes off what lies outside of it and leaves the rest", () => {
    expect(shown(OVER)).toBe(SHOWN.solid);
    expect(shown(OVER, { layer: "deep" })).toBe(SHOWN.not);
    expect(shown(DEEP, { layer: "deep" })).toBe(SHOWN.solid);
    expect(shown(BONE, { layer: "skeleton" })).toBe(SHOWN.solid);
  });

  it("never takes the selected muscle off, on the side that is shown", () => {
    const wish = { layer: "skeleton", selected: "serratus" };
    expect(shown(OVER, wish)).toBe(SHOWN.solid);
    expect(shown(OVER, wish, "left")).toBe(SHOWN.not);
    expect(stateOf(OVER, "right", { ...WISH, ...wish }).tone).toBe(TONE.picked);
  });

  it("shows a thin sheet as a ghost, and a muscle that few people have only when it is chosen", () => {
    const sheet = part({ id: "sheet", layer: "superficial", usual: "ghost" });
    const rare = part({ id: "rare", layer: "superficial", usual: "hidden" });
    expect(shown(sheet)).toBe(SHOWN.ghost);
    expect(shown(sheet, { layer: "deep" })).toBe(SHOWN.not);
    expect(shown(rare)).toBe(SHOWN.not);
    expect(shown(rare, { selected: "rare", sides: ["right"] })).toBe(SHOWN.solid);
  });

  it("has vessels and nerves only when they are asked for", () => {
    expect(shown(VESSEL)).toBe(SHOWN.not);
    expect(shown(VESSEL, { hazards: true })).toBe(SHOWN.solid);
  });

  it("has nothing below the skin of a body that is marked", () => {
    expect(ALL.map((one) => shown(one, { bare: true, selected: "serratus" }))).toEqual(
      ALL.map(() => SHOWN.not),
    );
  });

  it("draws what lies in the middle once", () => {
    expect(shown(MIDDLE)).toBe(SHOWN.solid);
    expect(shown(MIDDLE, {}, "left")).toBe(SHOWN.not);
  });
});

describe("a peel", () => {
  const key = partKey("serratus", "right");

  it("hides one side alone, and comes back step by step", () => {
    const peel = hide(UNTOUCHED, [key]);
    expect(shown(OVER, { taken: peel.now })).toBe(SHOWN.not);
    expect(shown(OVER, { taken: peel.now }, "left")).toBe(SHOWN.solid);
    const twice = ghost(peel, [partKey("scapula", "right")]);
    expect(undo(twice).now).toEqual(peel.now);
    expect(undo(undo(twice)).now).toEqual(UNTOUCHED.now);
    expect(undo(UNTOUCHED)).toEqual(UNTOUCHED);
  });

  it("makes a ghost of what was hidden, and the other way round", () => {
    const peel = ghost(hide(UNTOUCHED, [key]), [key]);
    expect(peel.now.hidden).toEqual([]);
    expect(shown(OVER, { taken: peel.now })).toBe(SHOWN.ghost);
    expect(hide(peel, [key]).now.ghosted).toEqual([]);
  });

  it("shows one part alone on ghosts of the bones", () => {
    const { now } = isolate(UNTOUCHED, key);
    expect(shown(OVER, { taken: now })).toBe(SHOWN.solid);
    expect(shown(DEEP, { taken: now })).toBe(SHOWN.not);
    expect(shown(BONE, { taken: now })).toBe(SHOWN.ghost);
    expect(isolate(isolate(UNTOUCHED, key), key).now.alone).toBeNull();
  });

  it("clears the way through everything that covers a part and is still there", () => {
    const way = covers(ALL, "subscapularis", "left", WISH);
    expect(way.map((one) => one.key)).toEqual(["serratus.left", "scapula.left", "sternum"]);
    const taken = clear(UNTOUCHED, way).now;
    expect(covers(ALL, "subscapularis", "left", { ...WISH, taken })).toEqual([]);
    const deep = covers(ALL, "subscapularis", "left", { ...WISH, layer: "deep" });
    expect(deep.map((one) => one.key)).toEqual(["scapula.left", "sternum"]);
  });

  it("leaves bones as ghosts where the way is cleared, and one step brings all back", () => {
    const peel = clear(ghost(UNTOUCHED, ["lung"]), covers(ALL, "subscapularis", "left", WISH));
    expect(peel.now).toEqual({
      hidden: ["serratus.left"],
      ghosted: ["lung", "scapula.left", "sternum"],
      alone: null,
    });
    expect(undo(peel).now.ghosted).toEqual(["lung"]);
  });

  it("brings one part or all of them back", () => {
    const peel = hide(UNTOUCHED, [key, "scapula right"]);
    expect(bringBack(peel, [key]).now.hidden).toEqual(["scapula right"]);
    expect(isTouched(bringAllBack(peel))).toBe(false);
    expect(undo(bringAllBack(peel)).now).toEqual(peel.now);
  });
});

describe("triangles", () => {
  // three parts whose triangles stand in no order
  const corners = [4, 5, 6, 0, 1, 2, 7, 8, 9, 2, 1, 3];
  const partOf = [7, 7, 7, 7, 2, 2, 2, 5, 5, 5];
  const ranges = byPart(corners, partOf);

  it("stand together by their part", () => {
    expect([...ranges.starts]).toEqual([
      [2, [0, 3]],
      [5, [3, 3]],
      [7, [6, 6]],
    ]);
    expect([...ranges.order]).toEqual([4, 5, 6, 7, 8, 9, 0, 1, 2, 2, 1, 3]);
  });

  it("of the wanted parts are gathered, and no others", () => {
    const into = new Uint32Array(12);
    const count = gather(ranges, (one) => one !== 5, into);
    expect([...into.subarray(0, count)]).toEqual([4, 5, 6, 0, 1, 2, 2, 1, 3]);
  });
});

describe("zones on the skin", () => {
  /** @param {number[]} at @param {number[]} weights @param {Partial<import("../../triggerpoints/ui/components/payload").SkinZone>} facts */
  const zone = (at, weights, facts = {}) => ({
    points: ["a"],
    kind: /** @type {const} */ ("essential"),
    certainty: "typical",
    at: btoa(String.fromCharCode(...new Uint8Array(new Uint32Array(at).buffer))),
    weights: btoa(String.fromCharCode(...weights)),
    ...facts,
  });

  it("take the strongest of several weights, with its certainty", () => {
    const into = new Uint8Array(4 * 3).fill(9);
    writeZones([zone([0, 2], [10, 200]), zone([2], [100], { certainty: "disputed" })], into);
    expect([...into]).toEqual([10, 0, 0, 0, 0, 0, 0, 0, 200, 0, 0, 0]);
    writeZones([zone([1], [50], { kind: "spillover", certainty: "variable" })], into);
    expect([...into.subarray(4, 8)]).toEqual([0, 50, 0, 128]);
  });
});
