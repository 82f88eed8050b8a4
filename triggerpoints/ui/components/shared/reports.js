// What Python has still to hear. Streamlit keeps only the last of several quick events, so each message
// carries all that were not answered yet; Python takes over those it does not know.

/**
 * @typedef {import("../payload").PickEvent | import("../payload").PointEvent | import("../payload").ShowEvent
 *   | import("../payload").StrokeEvent | import("../payload").TurnEvent | import("../payload").LeaveEvent
 *   | import("../payload").BrushEvent | import("../payload").SpotEvent | import("../payload").PeelEvent | import("../payload").CutEvent} Report
 */

const PATIENCE_MS = 15_000; // after this an unanswered event no longer keeps the server's state from the map

export class Reports {
  /** @type {{report: Report, since: number}[]} */
  #waiting = [];
  #count;
  #heard;
  #now;

  /** @param {number} heard Number of the last event that Python knows. @param {() => number} now Time in ms. */
  constructor(heard, now = () => performance.now()) {
    this.#count = heard;
    this.#heard = heard;
    this.#now = now;
  }

  /** @returns {Report[]} */
  get items() {
    return this.#waiting.map(({ report }) => report);
  }

  /** Whether the reader is ahead of the server, whose state is then of the past. */
  get ahead() {
    const now = this.#now();
    return this.#waiting.some(({ since }) => now - since < PATIENCE_MS);
  }

  /**
   * Note an event.
   *
   * @param {Report} report Its number is set here.
   * @returns {Report[]} All that is to be sent.
   */
  add(report) {
    this.#waiting.push({ report: { ...report, n: ++this.#count }, since: this.#now() });
    return this.items;
  }

  /**
   * Python answered.
   *
   * @param {number} heard
   * @returns {boolean} Whether everything must be sent again, because Python has forgotten this page.
   */
  answered(heard) {
    const forgotten = heard < this.#heard;
    this.#heard = heard;
    if (!forgotten) this.#waiting = this.#waiting.filter(({ report }) => report.n > heard);
    return forgotten && this.#waiting.length > 0;
  }
}
