import { describe, expect, it } from "vitest";
import { isBeginning, isOf } from "../../triggerpoints/ui/components/bodymap/first_look.js";
import { DATA } from "./small_map.js";

const PLACE = { page: "/explore", width: 1440, height: 900, dark: false };
const LOOK = { ...PLACE, box: {}, names: {}, data: {}, scripts: [], files: [] };

describe("a map that was drawn before", () => {
  it("is drawn again on the same page in a window of the same size and colours", () => {
    expect(isOf(LOOK, PLACE)).toBe(true);
    for (const other of [{ page: "/" }, { width: 390 }, { height: 800 }, { dark: true }])
      expect(isOf(LOOK, { ...PLACE, ...other })).toBe(false);
  });

  it("is not drawn from something else that was kept", () => {
    for (const kept of [null, undefined, 1, "look", {}, PLACE, { ...PLACE, data: {} }])
      expect(isOf(kept, PLACE)).toBe(false);
  });
});

describe("what is kept of a map", () => {
  const empty = { ...DATA, selected: null, pattern: null, areas: [], strokes: [], heard: 0 };
  const area = /** @type {import("../../triggerpoints/ui/components/payload").MarkedArea} */ ({});
  const stroke = /** @type {const} */ ({ tool: "paint", radius_px: 9, points: [[1, 1]] });
  delete empty.involved;
  empty.previews = {};

  it("is its beginning", () => expect(isBeginning(empty, "")).toBe(true));

  it.each([
    ["a muscle", { selected: "soleus" }],
    ["a pattern", { pattern: { muscle: "soleus", side: /** @type {const} */ ("right") } }],
    ["a marked place", { areas: [area] }],
    ["a stroke", { strokes: [stroke] }],
    ["muscles of a list", { involved: {} }],
    ["previews of zones", { previews: { hit: "pattern.json" } }],
    ["what was reported", { heard: 1 }],
    ["a map to paint on", { mode: /** @type {const} */ ("paint") }],
  ])("is nothing that a reader did: %s", (_, more) => {
    expect(isBeginning(/** @type {any} */ ({ ...empty, ...more }), "")).toBe(false);
  });

  it("is nothing that the address asks for", () => expect(isBeginning(empty, "?view=back")).toBe(false));
});
