import { describe, expect, it } from "vitest";
import {
  changed,
  choiceOf,
  neighbours,
  ofSide,
  patternAddress,
  sceneOf,
  sideOf,
} from "../../triggerpoints/ui/components/bodymap/choice.js";
import { DATA, INDEX } from "./small_map.js";

const CHOICE = choiceOf(DATA);

describe("what the reader chooses", () => {
  it("begins with what Python answered", () => {
    expect(CHOICE).toMatchObject({
      view: "front",
      layer: "deep",
      side: "right",
      selected: "soleus",
      point: "p",
    });
  });

  it("a close-up of one hand follows the side", () => {
    expect(changed(CHOICE, { view: "hand", side: "left" }, INDEX).view).toBe("hand-left");
    expect(changed({ ...CHOICE, view: "hand-left" }, { side: "right" }, INDEX).view).toBe("hand");
    expect(ofSide(INDEX, "hand", "both")).toBe("hand");
    expect(ofSide(INDEX, "front", "left")).toBe("front");
  });

  it("another muscle lets the trigger point go, another view keeps it", () => {
    expect(changed(CHOICE, { selected: "deltoid" }, INDEX).point).toBeNull();
    expect(changed(CHOICE, { view: "back" }, INDEX).point).toBe("p");
  });

  it("a click takes the side that was clicked, unless both are shown", () => {
    expect(sideOf("right", "left")).toBe("left");
    expect(sideOf("both", "left")).toBe("both");
    expect(sideOf("left", "midline")).toBe("left");
    expect(sideOf("left", null)).toBe("left");
  });
});

describe("the picture that follows", () => {
  it("comes from the index alone", () => {
    const scene = sceneOf(DATA, { ...CHOICE, view: "back", layer: "skin" }, INDEX);
    expect(scene).toMatchObject({
      picture: "back.skin.webp",
      silhouette: "back.skin.webp",
      shapes_url: "back.json",
      shapes_layer: "deep",
      outlines: false,
      label: "Body map: Back, skin",
      lit: { picture: "back.deep.webp", shapes_layer: "deep" },
      pattern: { muscle: "soleus", side: "right" },
      offer: null,
    });
  });

  it("is another figure's on the skin, with its zones, and the man's below", () => {
    const own_skin = { zones_of: "woman-front", placeholder: "woman-front.svg", man: "front.skin.webp" };
    const pictures = { skin: "woman.front.webp", deep: "front.deep.webp" };
    const views = INDEX.views.map((view) => (view.id === "front" ? { ...view, pictures, own_skin } : view));
    const hers = { ...INDEX, views };
    expect(sceneOf(DATA, { ...CHOICE, layer: "skin" }, hers)).toMatchObject({
      picture: "woman.front.webp",
      silhouette: "woman.front.webp",
      placeholder: "woman-front.svg",
      zones_of: "woman-front",
    });
    expect(sceneOf(DATA, CHOICE, hers)).toMatchObject({
      picture: "front.deep.webp",
      silhouette: "front.skin.webp",
      placeholder: "front.svg",
      zones_of: "front",
    });
    expect(neighbours(hers, { ...CHOICE, view: "back", layer: "skin" }).views).toEqual(["woman-front"]);
  });

  it("keeps the brush as large on the body, and leaves strokes and areas on their own view", () => {
    const area = { d: "M0 0", n: 1, x: 0, y: 0 };
    const near = {
      ...INDEX,
      views: INDEX.views.map((view) => ({ ...view, mm_per_px: view.title ? 0.5 : 1 })),
    };
    const stroke = /** @type {const} */ ({ tool: "paint", radius_px: 10, points: [[1, 1]] });
    const drawn = { ...DATA, areas: [area], strokes: [{ ...stroke, points: [[1, 1]] }] };
    const hand = sceneOf(drawn, { ...CHOICE, view: "hand" }, near);
    expect([hand.brush.radius_px, hand.areas, hand.strokes]).toEqual([20, [], []]);
    const front = sceneOf(drawn, CHOICE, near);
    expect([front.brush.radius_px, front.areas, front.strokes.length]).toEqual([10, [area], 1]);
  });

  it("keeps a pattern that is held without a muscle being selected, as on the map of a pain", () => {
    const held = { muscle: "deltoid", side: /** @type {const} */ ("left") };
    const pain = { ...DATA, selected: null, pattern: held };
    expect(sceneOf(pain, { ...CHOICE, selected: null, view: "back" }, INDEX).pattern).toEqual(held);
  });

  it("offers the way back from a close-up without a muscle", () => {
    const scene = sceneOf(DATA, { ...CHOICE, view: "hand", selected: null }, INDEX);
    expect(scene.offer).toEqual({ id: "front", label: "Whole body", way: "out" });
    expect(scene).toMatchObject({ lit: null, pattern: null });
  });

  it("is Python's without an index or with a view that the index does not know", () => {
    expect(sceneOf(DATA, { ...CHOICE, point: null }, null)).toMatchObject({
      picture: DATA.picture,
      point: null,
    });
    expect(sceneOf(DATA, { ...CHOICE, view: "mars" }, INDEX).view.id).toBe("front");
  });
});

describe("what the next turn may need", () => {
  it("is the other layers first, then the same layer of the other views of the group", () => {
    const { pictures, shapes, views } = neighbours(INDEX, CHOICE);
    expect(pictures).toEqual(["front.skin.webp", "front.deep.webp", "back.deep.webp"]);
    expect(shapes).toEqual(["back.json"]);
    expect(views).toEqual(["back"]);
  });

  it("is nothing for a view that is not known", () => {
    expect(neighbours(INDEX, { ...CHOICE, view: "mars" }).pictures).toEqual([]);
  });

  it("fills in the address of a pattern", () => {
    const template = "patterns/{view}/{muscle}.{side}.json?v=1";
    expect(patternAddress(template, "back", { muscle: "soleus", side: "left" })).toBe(
      "patterns/back/soleus.left.json?v=1",
    );
  });
});
