// The cut of the body and what can be done with it, as one.

import { CutControls } from "./cut_controls.js";
import { Section } from "./cut.js";

/** @typedef {import("../payload").BodyCut} Cut */
/**
 * @typedef {object} Acts
 * @property {() => void} moved Something else is to be seen.
 * @property {(key: string | null) => void} lit Another part is lit, whatever lies over it.
 * @property {(report: import("../shared/reports.js").Report) => void} report
 * @property {(text: string) => void} say
 */

export class CutInBody {
  /** @type {string | null} Key of the part that is lit along the needle's line. */
  lit = null;
  /** @type {Section | null} */
  #section = null;
  #controls;
  #acts;

  /** @param {import("./stage.js").Stage} stage @param {Acts} acts @param {AbortSignal} signal */
  constructor(stage, acts, signal) {
    this.#acts = acts;
    const own = {
      move: (/** @type {number} */ move_mm) => {
        this.#section?.move(move_mm);
        acts.moved();
      },
      tell: (/** @type {number} */ move_mm) => acts.report({ n: 0, kind: "cut", move_mm }),
      light: (/** @type {string | null} */ key) => this.#light(key),
      say: acts.say,
    };
    this.#controls = new CutControls(stage, own, signal);
  }

  /** @param {import("./scene.js").BodyScene} scene @param {string} colour Of the needle's line. */
  open(scene, colour) {
    this.#section = new Section(scene, colour);
  }

  /** @param {Cut | undefined} cut */
  show(cut) {
    void this.#section?.show(cut, () => this.#controls.moving, this.#acts.moved);
    this.#controls.show(cut);
  }

  /** The picture was drawn. @param {import("./eye.js").Eye} eye */
  follow(eye) {
    if (this.#section) this.#controls.follow(this.#section, eye);
  }

  /** @param {string | null} key */
  #light(key) {
    if (key === this.lit) return;
    this.lit = key;
    this.#section?.fade(key !== null);
    this.#acts.lit(key);
  }
}
