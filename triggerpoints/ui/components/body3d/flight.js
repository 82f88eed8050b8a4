// A flight from one look to another; a jump for readers who want no motion.

import { between } from "./look.js";

/** @typedef {import("./look.js").Look} Look */

const FLIGHT_MS = 550;

export class Flight {
  #frame = 0;

  /** @param {Look} from @param {Look} to @param {(look: Look, arrived: boolean) => void} show */
  start(from, to, show) {
    this.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      show(to, true);
      return;
    }
    const start = performance.now();
    const step = () => {
      const share = Math.min(1, (performance.now() - start) / FLIGHT_MS);
      const arrived = share === 1;
      this.#frame = arrived ? 0 : requestAnimationFrame(step);
      show(arrived ? to : between(from, to, share), arrived);
    };
    this.#frame = requestAnimationFrame(step);
  }

  get flying() {
    return this.#frame !== 0;
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
