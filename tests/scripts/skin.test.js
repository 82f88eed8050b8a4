import { brushWeight, dab, meet } from "../../triggerpoints/ui/components/body3d/skin.js";
import { describe, expect, it } from "vitest";

// two sheets 10 mm apart, the one in front looks to the eye at -y, the one behind away from it
const positions = new Float32Array([
  ...[-50, 0, -50, 50, 0, -50, 0, 0, 50],
  ...[-50, 10, -50, 0, 10, 50, 50, 10, -50],
]);
const normals = new Float32Array([...Array(3).fill([0, -1, 0]), ...Array(3).fill([0, 1, 0])].flat());
const skin = { positions, normals, corners: [0, 1, 2, 3, 4, 5] };

describe("a ray", () => {
  it("meets the skin that looks towards it, and names its nearest point", () => {
    const met = meet(skin, [-20, -500, -40], [0, 1, 0]);
    expect(met?.at).toEqual([-20, 0, -40]);
    expect(met?.point).toBe(0);
    expect(met?.outward).toEqual([0, -1, 0]);
    expect(meet(skin, [0, -500, 45], [0, 1, 0])?.point).toBe(2);
  });

  it("meets nothing beside the skin or behind the eye, and the other sheet from the other side", () => {
    expect(meet(skin, [300, -500, 0], [0, 1, 0])).toBeNull();
    expect(meet(skin, [0, -500, 0], [0, -1, 0])).toBeNull();
    expect(meet(skin, [0, 500, 0], [0, -1, 0])?.at[1]).toBe(10);
  });
});

describe("a brush", () => {
  const spot = {
    at: /** @type {[number, number, number]} */ ([-50, 0, -50]),
    outward: /** @type {[number, number, number]} */ ([0, -1, 0]),
  };

  it("is soft over a third of its radius, half of it inside", () => {
    expect(brushWeight(16.9, 20)).toBe(1);
    expect(brushWeight(20, 20)).toBeCloseTo(0.5);
    expect(brushWeight(23.1, 20)).toBe(0);
  });

  it("does not paint through to the skin that looks away", () => {
    const pain = new Uint8Array(6);
    dab(skin, spot, { tool: "paint", radius_mm: 30 }, pain);
    expect([...pain]).toEqual([255, 0, 0, 0, 0, 0]);
  });

  it("rubs off what it painted", () => {
    const pain = new Uint8Array(6).fill(200);
    dab(skin, spot, { tool: "erase", radius_mm: 30 }, pain);
    expect([...pain]).toEqual([0, 200, 200, 200, 200, 200]);
  });
});
