import { describe, expect, it } from "vitest";
import { isLineLost, newsOf, topOf } from "../../triggerpoints/ui/components/arrival/main.js";

const FIND = { page: "find", step: "mark" };

describe("arriving", () => {
  it("the first page that is seen is not new", () => {
    expect(newsOf(null, FIND)).toEqual({ page: false, step: false });
  });

  it("a new page is no new step", () => {
    expect(newsOf({ page: "explore", step: "" }, FIND)).toEqual({ page: true, step: false });
    expect(newsOf({ page: "find", step: "danger" }, FIND)).toEqual({ page: false, step: true });
    expect(newsOf(FIND, { ...FIND })).toEqual({ page: false, step: false });
  });

  it("only who has just gone back comes to where they were", () => {
    const tops = new Map([["find mark", 700]]);
    expect(topOf(tops, FIND, 100_000, 109_000)).toBe(700);
    expect(topOf(tops, FIND, 100_000, 111_000)).toBe(0);
    expect(topOf(tops, { page: "find", step: "feel" }, 100_000, 101_000)).toBe(0);
  });

  it("a page that does not say how the line is has one", () => {
    expect(isLineLost(undefined)).toBe(false);
    expect(isLineLost("CONNECTED")).toBe(false);
    expect(isLineLost("DISCONNECTED_FOREVER")).toBe(true);
    expect(isLineLost("PINGING_SERVER")).toBe(true);
  });
});
