// What is off the body during a visit, and what Python knows of it.

import { UNTOUCHED, adopt } from "./peel.js";

/** @typedef {import("./peel.js").Peel} Peel */
/** @typedef {import("../payload").TakenOff} TakenOff */

export class Peeling {
  peel = UNTOUCHED;
  /** Whether vessels, nerves and organs are shown. */
  vessels = false;
  #told = "";

  /** All that is off, for Python. @returns {import("../payload").PeelEvent} */
  tell() {
    const { hidden, ghosted, alone } = this.peel.now;
    const off = { hidden: [...hidden], ghosted: [...ghosted], alone, vessels: this.vessels };
    this.#told = JSON.stringify(off);
    return { n: 0, kind: "peel", ...off };
  }

  /** Take over what a link or the Back button brings. @param {TakenOff} off @returns {boolean} Whether it is another body. */
  adopt({ hidden, ghosted, alone, vessels }) {
    const told = JSON.stringify({ hidden, ghosted, alone, vessels });
    if (told === this.#told) return false;
    const taken = { hidden, ghosted, alone };
    // what a page opens with is no step that could be undone
    this.peel = this.#told ? adopt(this.peel, taken) : { now: taken, before: [] };
    this.vessels = vessels;
    this.#told = told;
    return true;
  }
}
