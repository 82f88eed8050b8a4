import { describe, expect, it } from "vitest";
import { Reports } from "../../triggerpoints/ui/components/shared/reports.js";

/** @param {string} id @returns {import("../../triggerpoints/ui/components/payload").PointEvent} */
const event = (id) => ({ n: 0, kind: "point", id });

describe("reports to Python", () => {
  it("are numbered after those that Python knows", () => {
    const reports = new Reports(7);
    expect(reports.add(event("a")).map(({ n }) => n)).toEqual([8]);
  });

  it("are repeated until they are answered, in order", () => {
    const reports = new Reports(0);
    reports.add(event("a"));
    reports.add(event("b"));
    expect(reports.add(event("c")).map(({ n }) => n)).toEqual([1, 2, 3]);
    reports.answered(2);
    expect(reports.items.map(({ n }) => n)).toEqual([3]);
  });

  it("put the reader ahead of an answer that is older than the last event", () => {
    const reports = new Reports(0);
    expect(reports.ahead).toBe(false);
    reports.add(event("a"));
    reports.add(event("b"));
    reports.answered(1);
    expect(reports.ahead).toBe(true);
    reports.answered(2);
    expect(reports.ahead).toBe(false);
  });

  it("do not hold the map back for ever when nobody answers", () => {
    let now = 0;
    const reports = new Reports(0, () => now);
    reports.add(event("a"));
    now = 20_000;
    expect(reports.ahead).toBe(false);
    expect(reports.items).toHaveLength(1);
  });

  it("are sent again when Python has forgotten the page, as after it was started again", () => {
    const reports = new Reports(4);
    reports.add(event("a"));
    expect(reports.answered(4)).toBe(false);
    expect(reports.answered(0)).toBe(true);
    expect(reports.items).toHaveLength(1);
  });
});
