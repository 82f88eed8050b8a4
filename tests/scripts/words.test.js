import { describe, expect, it } from "vitest";
import { keyRows, markName } from "../../triggerpoints/ui/components/shared/key.js";
import { nameOf, shownInWords, sideOfView } from "../../triggerpoints/ui/components/bodymap/words.js";

const NAMES = /** @type {Record<string, [string, string]>} */ ({ soleus: ["Soleus", "Deep calf muscle"] });
/** @type {import("../../triggerpoints/ui/components/payload").Mark} */
const MARK = {
  point: "p",
  n: 2,
  numbered: true,
  label: "Inner calf",
  side: "left",
  x: 1,
  y: 1,
  behind: false,
};

describe("what is shown in words", () => {
  const felt = { "": "Most often felt: heel; calf.", p: "Most often felt: heel." };
  const pattern = { marks: [MARK], zones: [], offer: null, felt };
  const scene = /** @type {const} */ ({ selected: "soleus", side: "both", point: null, wording: "student" });

  it("names the muscle, its side and where its pain is felt", () => {
    expect(shownInWords(scene, NAMES, pattern)).toBe(
      "Soleus is shown, both sides. Most often felt: heel; calf.",
    );
    expect(shownInWords({ ...scene, side: "left", possessive: true }, NAMES, pattern)).toContain(
      "your left side",
    );
  });

  it("tells of a chosen point alone, and of nothing while no muscle is chosen", () => {
    expect(shownInWords({ ...scene, point: "p" }, NAMES, pattern)).toBe(
      "Soleus is shown, both sides. Only the point Inner calf is shown. Most often felt: heel.",
    );
    expect(shownInWords({ ...scene, selected: null }, NAMES, pattern)).toBe("");
  });
});

describe("names", () => {
  it("tell the side, and patients what the muscle is", () => {
    expect(nameOf(NAMES, "soleus", "left", { wording: "patient" })).toEqual([
      "Soleus, left",
      "Deep calf muscle",
    ]);
    expect(nameOf(NAMES, "soleus", "left", { wording: "student" })).toEqual(["Soleus, left", ""]);
  });

  it("call the sides of a picture 'your' for patients, and those of the body for students", () => {
    expect(sideOfView("Your left", { wording: "patient" })).toBe("Your left");
    expect(sideOfView("Your left side", { wording: "student" })).toBe("Left side");
    expect(sideOfView("", { wording: "student" })).toBe("");
    expect(sideOfView(undefined, { wording: "student" })).toBe(undefined);
  });

  it("say 'your' where it is about the reader, and no side in the middle", () => {
    expect(nameOf(NAMES, "soleus", "left", { wording: "student", possessive: true })[0]).toBe(
      "Soleus, your left",
    );
    expect(nameOf(NAMES, "soleus", "midline", { wording: "student" })[0]).toBe("Soleus");
    expect(nameOf(NAMES, "unknown", null, { wording: "student" })[0]).toBe("unknown");
  });

  it("of a point say when it lies on the far side", () => {
    const mark = /** @type {import("../../triggerpoints/ui/components/payload").Mark} */ (MARK);
    expect(markName(mark)).toBe("Trigger point 2: Inner calf, left");
    expect(markName({ ...mark, behind: true })).toContain("far side of the body");
  });
});

describe("the key", () => {
  /** @param {string} kind @param {string} certainty */
  const zone = (kind, certainty) =>
    /** @type {import("../../triggerpoints/ui/components/payload").DrawnZone} */ ({
      points: [],
      kind,
      certainty,
      d: "",
      core: "",
    });
  const none = { areas: false, strokes: false, grades: [] };

  it("names only what is drawn", () => {
    expect(keyRows({ marks: [], zones: [] }, none)).toEqual([]);
    const zones = [zone("essential", "typical")];
    expect(keyRows({ marks: [], zones }, none).map(([sign]) => sign)).toEqual(["essential"]);
  });

  it("tells agreement apart only where it differs", () => {
    const zones = [zone("essential", "typical"), zone("spillover", "disputed")];
    expect(keyRows({ marks: [], zones }, none).map(([sign]) => sign)).toEqual([
      "essential",
      "spillover",
      "typical",
      "disputed",
    ]);
  });

  it("calls the reader's areas by one name", () => {
    const rows = keyRows({ marks: [], zones: [] }, { ...none, areas: true, strokes: true });
    expect(rows).toEqual([["painted", "Where you said it hurts"]]);
    const named = keyRows({ marks: [], zones: [] }, { ...none, areas: "Your answer" });
    expect(named).toEqual([["painted", "Your answer"]]);
  });
});
