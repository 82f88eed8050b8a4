import { describe, expect, it } from "vitest";
import {
  edgeWords,
  fromWhere,
  inSightWords,
  partName,
} from "../../triggerpoints/ui/components/body3d/words.js";
import { commandOf } from "../../triggerpoints/ui/components/body3d/keyboard.js";
import { lookOf } from "../../triggerpoints/ui/components/body3d/look.js";
import { wrapped } from "../../triggerpoints/ui/components/body3d/save.js";

const FRONT = lookOf([0, 0, 3000, 0, -100, 900]);

describe("the turning body says", () => {
  it("which side is yours to patients, and the field's terms to students", () => {
    expect(edgeWords(FRONT, "patient")).toEqual({ start: "Your right", end: "Your left", top: "" });
    expect(edgeWords(lookOf([90, 0, 3000, 0, 0, 900]), "student")).toMatchObject({
      start: "Anterior",
      end: "Posterior",
    });
  });

  it("from where one looks", () => {
    expect(fromWhere({ azimuth: 0, tilt: 0 })).toBe("from the front");
    expect(fromWhere({ azimuth: 355, tilt: 0 })).toBe("from the front");
    expect(fromWhere({ azimuth: 270, tilt: 30 })).toBe("from the right, a little from above");
    expect(fromWhere({ azimuth: 30, tilt: 0 })).toBe("from the front, turned to the left");
    expect(fromWhere({ azimuth: 60, tilt: 0 })).toBe("from the left, turned to the front");
    expect(fromWhere({ azimuth: 340, tilt: 0 })).toBe("from the front, turned to the right");
    expect(fromWhere({ azimuth: 10, tilt: -85 })).toBe("from below");
  });

  it("what is in sight, at most five names", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    expect(inSightWords(FRONT, names)).toBe("Seen from the front. In sight: a; b; c; d; e.");
    expect(inSightWords(FRONT, [])).toBe("Seen from the front.");
  });

  it("the side of a part that has one", () => {
    const names = /** @type {Record<string, [string, string]>} */ ({
      soleus: ["Soleus", "Deep calf muscle"],
    });
    const soleus = /** @type {any} */ ({
      id: "soleus",
      name: "soleus",
      latin: "Musculus soleus",
      side: "right",
    });
    expect(partName(names, soleus, "left", "patient")).toEqual(["Soleus, left", "Deep calf muscle"]);
    expect(partName(names, soleus, "left", "student")).toEqual(["Soleus, left", "Musculus soleus"]);
    const sternum = /** @type {any} */ ({
      id: "sternum",
      name: "body of sternum",
      latin: "",
      side: "middle",
    });
    expect(partName(names, sternum, "right", "patient")[0]).toBe("Body of sternum");
  });
});

describe("a key", () => {
  it("pushes the body like a finger", () => {
    expect(commandOf({ key: "ArrowRight" })).toMatchObject({ do: "turn", tilt: 0 });
    const right = commandOf({ key: "ArrowRight" });
    expect(right?.do === "turn" && right.azimuth < 0).toBe(true);
  });

  it("moves the picture with Shift, zooms, and shows all", () => {
    expect(commandOf({ key: "ArrowUp", shiftKey: true })).toMatchObject({ do: "move", x: 0 });
    expect(commandOf({ key: "+" })?.do).toBe("zoom");
    expect(commandOf({ key: "Home" })?.do).toBe("whole");
  });

  it("that belongs to the browser is left to it", () => {
    expect(commandOf({ key: "+", ctrlKey: true })).toBeNull();
    expect(commandOf({ key: "Tab" })).toBeNull();
  });
});

describe("credits", () => {
  it("break between words where the line is full", () => {
    expect(wrapped("aa bb cccc d", 5, (text) => text.length)).toEqual(["aa bb", "cccc", "d"]);
  });
});
