// Whose skin the body shows; how far its points move is fetched when somebody chooses another figure than the man.

import { UNLOADED } from "./words.js";
import { fetchBytes } from "../shared/files.js";
import { movesOf } from "./figure.js";

export class ShownFigure {
  #figure = "man";
  #scene;

  /** @param {import("./scene.js").BodyScene} scene */
  constructor(scene) {
    this.#scene = scene;
  }

  /**
   * Show the chosen figure.
   *
   * @param {Pick<import("../payload").BodyData, "figure" | "figures">} data
   * @param {(problem: string | null) => void} shown Called when another figure is there, or with why it is not.
   */
  show({ figure, figures }, shown) {
    if (figure === this.#figure || !this.#scene.skin) return;
    this.#figure = figure;
    this.#load(figures[figure], figure).then(
      () => shown(null),
      () => shown(UNLOADED),
    );
  }

  /** @param {string | undefined} url @param {string} figure */
  async #load(url, figure) {
    const bytes = url === undefined ? null : await fetchBytes(url);
    const { skin, renderer } = this.#scene;
    if (figure !== this.#figure || !skin) return; // another one was chosen meanwhile
    this.#scene.setFigure(bytes && movesOf(bytes, skin.positions.length / 3));
    renderer.domElement.dataset.figure = figure;
  }
}
