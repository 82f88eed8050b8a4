import { describe, expect, it } from "vitest";
import { nextStep, read } from "../../triggerpoints/ui/components/keeper/main.js";

const NOW = 1_000_000_000;
const DAY = 24 * 3600 * 1000;
const DATA = {
  name: "pain",
  text: /** @type {string | null} */ (null),
  visit: "this",
  forget: 0,
  longest: 10,
  days: 30,
  merges: false,
  asks: false,
};
const NONE = /** @type {ReadonlySet<string>} */ (new Set());
/** @param {Partial<{visit: string, text: string, at: number}>} [of] */
const kept = (of) => ({ visit: "other", text: "old", at: NOW, ...of });

describe("what the browser keeps", () => {
  it("gives the server first what this tab did before, once", () => {
    const step = nextStep({ ...DATA, text: "new" }, kept(), null, NONE, NOW);
    expect(step).toEqual({ do: "hand", text: "old", same_tab: true, mark: "pain this" });
    const after = nextStep({ ...DATA, text: "new" }, kept(), null, new Set(["pain this"]), NOW);
    expect(after).toEqual({ do: "write" });
  });

  it("writes only what is new", () => {
    const own = kept({ visit: "this", text: "same" });
    expect(nextStep({ ...DATA, text: "same" }, own, own, NONE, NOW)).toBeNull();
    expect(nextStep({ ...DATA, text: "else" }, own, own, NONE, NOW)).toEqual({ do: "write" });
  });

  it("takes in what another tab has written since only where that is wanted", () => {
    const own = kept({ visit: "this", text: "mine" });
    const data = { ...DATA, text: "mine, more" };
    expect(nextStep(data, own, kept(), NONE, NOW)).toEqual({ do: "write" });
    const step = nextStep({ ...data, merges: true }, own, kept(), NONE, NOW);
    expect(step).toMatchObject({ do: "hand", text: "old", same_tab: false });
    const done = new Set([step?.do === "hand" ? step.mark : ""]);
    expect(nextStep({ ...data, merges: true }, own, kept(), done, NOW)).toEqual({ do: "write" });
  });

  it("offers what was left by another tab, for as many days as it may", () => {
    expect(nextStep(DATA, null, kept({ at: NOW - 29 * DAY }), NONE, NOW)).toMatchObject({
      do: "hand",
      same_tab: false,
    });
    expect(nextStep(DATA, null, kept({ at: NOW - 31 * DAY }), NONE, NOW)).toEqual({ do: "drop" });
    expect(nextStep(DATA, null, kept(), new Set(["pain this"]), NOW)).toBeNull();
    expect(nextStep(DATA, null, null, NONE, NOW)).toBeNull();
  });

  it("tells a server that waits that there is nothing, once, and only then", () => {
    const data = { ...DATA, asks: true };
    const step = nextStep(data, null, null, NONE, NOW);
    expect(step).toMatchObject({ do: "say nothing is kept" });
    const said = new Set([step?.do === "say nothing is kept" ? step.mark : ""]);
    expect(nextStep(data, null, null, said, NOW)).toBeNull();
    expect(nextStep(data, kept(), null, NONE, NOW)).toMatchObject({ do: "hand" });
  });

  it.each([null, "", "{", "null", "[]", '{"text": 3, "visit": "a"}', '{"text": "a"}'])(
    "takes %s for nothing",
    (text) => {
      expect(read({ getItem: () => text, setItem: () => {}, removeItem: () => {} }, "pain")).toBeNull();
    },
  );

  it("takes a store that is shut for nothing", () => {
    const shut = () => {
      throw new Error("denied");
    };
    expect(read({ getItem: shut, setItem: shut, removeItem: shut }, "pain")).toBeNull();
  });
});
