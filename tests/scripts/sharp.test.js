import { afterEach, describe, expect, it, vi } from "vitest";
import { choiceOf, sceneOf } from "../../triggerpoints/ui/components/bodymap/choice.js";
import { isCoarse, isThere, setPicture, sharpen } from "../../triggerpoints/ui/components/bodymap/stage.js";
import { DATA, INDEX } from "./small_map.js";

vi.mock("../../triggerpoints/ui/components/shared/files.js", () => ({
  /** @param {string} url */
  address: (url) => `/app/${url}`,
  /** @param {string} url */
  fetchPicture: (url) => (url.startsWith("lost") ? Promise.reject(new Error(url)) : Promise.resolve()),
}));

/** An image that knows its address alone. @param {string} href */
function image(href) {
  const element = {
    url: href,
    getAttribute: () => element.url,
    /** @param {string} _ @param {string} value */
    setAttribute: (_, value) => void (element.url = value),
  };
  return /** @type {SVGImageElement & typeof element} */ (/** @type {unknown} */ (element));
}

const SHARP = { "front.webp": "front.sharp.webp" };

afterEach(() => vi.restoreAllMocks());

describe("a picture that cannot be loaded", () => {
  it("does not take the place of the coarse one", async () => {
    const picture = image("/app/front.webp");
    await sharpen(picture, { "front.webp": "lost.webp" });
    expect(picture.url).toBe("/app/front.webp");
    expect([await isThere("lost.webp"), await isThere("front.webp")]).toEqual([false, true]);
  });
});

describe("the sharp picture", () => {
  it("is wanted when the reader zoomed in until pixels are larger than the screen's, never before", () => {
    expect(isCoarse(1, 0.5, 2)).toBe(false);
    expect(isCoarse(2, 1.2, 1)).toBe(false);
    expect(isCoarse(2, 0.9, 1)).toBe(true);
    expect(isCoarse(2, 1.2, 2)).toBe(true);
  });

  it("belongs to the picture of the same view and layer", () => {
    const [front, ...others] = INDEX.views;
    const index = { ...INDEX, views: [{ ...front, sharp: { deep: "fine.webp" } }, ...others] };
    const choice = choiceOf(DATA);
    expect(sceneOf(DATA, choice, /** @type {typeof INDEX} */ (index)).sharp).toEqual({
      "front.deep.webp": "fine.webp",
    });
    expect(sceneOf(DATA, { ...choice, view: "back" }, INDEX).sharp).toEqual({});
    expect(sceneOf(DATA, choice, null).sharp).toEqual({});
  });

  it("takes the place of the first one and stays there on the next answer", async () => {
    const picture = image("/app/front.webp");
    await sharpen(picture, SHARP);
    expect(picture.url).toBe("/app/front.sharp.webp");
    setPicture(picture, "front.webp", SHARP);
    expect(picture.url).toBe("/app/front.sharp.webp");
    setPicture(picture, "back.webp", SHARP);
    expect(picture.url).toBe("/app/back.webp");
  });

  it("comes too late when another picture is shown by then", async () => {
    const picture = image("/app/front.webp");
    const late = sharpen(picture, SHARP);
    picture.url = "/app/back.webp";
    await late;
    expect(picture.url).toBe("/app/back.webp");
  });
});
