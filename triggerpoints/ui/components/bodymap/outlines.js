// Outlines of the muscles: those that can be picked, the selected one, and several at once.

import { setPicture, TEXTURES } from "./stage.js";
import { svg } from "../shared/dom.js";

/** @typedef {import("./choice.js").Scene} Scene */
/** @typedef {Record<string, Record<string, string>>} Paths SVG paths by muscle and side. */
/** @typedef {{full: Paths, visible: Record<string, Paths>}} Shapes */

export class Outlines {
  /** @type {string[]} Muscle and side of each shape, in the order of the regions. */
  order = [];
  /** @type {Map<string, SVGPathElement>} */
  byKey = new Map();
  /** @type {Shapes | null} */
  shapes = null;
  #stage;
  #drawn = "";

  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /**
   * Draw the shapes that can be picked, unless they are there already.
   *
   * @param {Scene} scene
   * @param {Shapes} shapes
   * @param {readonly string[]} ids In the order in which the keys walk through them.
   * @returns {boolean} Whether they are new.
   */
  draw(scene, shapes, ids) {
    const { involved } = scene;
    this.shapes = shapes;
    this.#stage.shapes.classList.toggle("quiet", !scene.outlines);
    const walk = scene.walk ? new Set(scene.walk) : null;
    const key = `${scene.shapes_url} ${scene.shapes_layer} ${JSON.stringify([involved ?? null, scene.walk ?? null])}`;
    if (this.#drawn === key) return false;
    this.#drawn = key;
    this.order = [];
    this.byKey = new Map();
    if (involved) this.#drawInvolved(shapes, involved, ids);
    else {
      const visible = shapes.visible[scene.shapes_layer] ?? {};
      this.#stage.shapes.replaceChildren(...ids.flatMap((id) => this.#shapesOf(id, visible[id] ?? {}, {})));
      this.#stage.involved.replaceChildren();
    }
    if (walk) this.order = this.order.filter((at) => walk.has(at.split(" ")[0] ?? ""));
    return true;
  }

  /** No shapes until those of another view are there. */
  clear() {
    this.#drawn = "";
    this.shapes = null;
    this.order = [];
    this.byKey = new Map();
    for (const group of [this.#stage.shapes, this.#stage.involved, this.#stage.outline])
      group.replaceChildren();
    this.#stage.tint.setAttribute("d", "");
    this.#stage.bright.setAttribute("hidden", "");
  }

  /**
   * Several muscles at once, each with the texture of its grade; only these can be picked.
   *
   * @param {Shapes} shapes
   * @param {import("../payload").Involved} involved
   * @param {readonly string[]} ids
   */
  #drawInvolved({ full, visible }, { muscles, layers }, ids) {
    const group = this.#stage.involved;
    this.#stage.shapes.replaceChildren();
    const rows = ids.flatMap((id) => {
      const grade = muscles[id];
      if (!grade || !full[id]) return [];
      // what shows of a muscle once the layers above it are taken away; all of it where nothing would show
      const paths = visible[layers[id] ?? ""]?.[id] ?? full[id];
      return this.#shapesOf(id, paths, {
        fill: grade in TEXTURES ? `url(#texture-${grade})` : null,
        class: grade,
      });
    });
    group.replaceChildren(...rows);
    // the largest at the bottom, so that every muscle can be reached with the pointer
    const size = new Map(rows.map((shape) => [shape, shape.getBBox().width * shape.getBBox().height]));
    group.replaceChildren(...rows.sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)));
    group.classList.toggle("many", rows.length > 60);
  }

  /** @param {string} id @param {Record<string, string>} paths @param {import("../shared/dom.js").Attributes} attributes */
  #shapesOf(id, paths, attributes) {
    return Object.entries(paths).map(([side, d]) => {
      const shape = svg("path", { d, ...attributes, "data-id": id, "data-side": side });
      this.order.push(`${id} ${side}`);
      this.byKey.set(`${id} ${side}`, shape);
      return shape;
    });
  }

  /** The parts of the selected muscle on the side that is shown, as one path. @param {Scene} scene @param {Paths} [paths] */
  partsOf({ selected, side }, paths = this.shapes?.full) {
    return Object.entries((selected && paths?.[selected]) || {})
      .filter(([where]) => side === "both" || where === side || where === "midline")
      .map(([, d]) => d)
      .join("");
  }

  /** The selected muscle: outline, tint, and its own colours cut out of its own layer, however deep it lies. @param {Scene} scene */
  drawSelected(scene) {
    const { outline, tint, own, bright } = this.#stage;
    const all = this.partsOf(scene);
    outline.replaceChildren(
      ...(all ? ["casing", "line"].map((role) => svg("path", { class: role, d: all })) : []),
    );
    tint.setAttribute("d", all);
    const cut = scene.lit ? this.partsOf(scene, this.shapes?.visible[scene.lit.shapes_layer] ?? {}) : "";
    own.setAttribute("d", cut);
    bright.toggleAttribute("hidden", !cut);
    if (cut && scene.lit) setPicture(bright, scene.lit.picture, scene.sharp);
  }
}
