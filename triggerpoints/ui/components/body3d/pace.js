// How fast this machine draws, and what follows from it: while something moves, a machine that takes long for the
// picture at rest draws a rough one. Knows nothing of the page, so that tests can play it.

/** A picture that takes longer is not drawn at its best while something moves. */
export const SLOW_MS = 50;
/** How long a rough picture may take before it gets coarser, and how short before it gets finer. */
const ROUGH_MS = { most: 80, least: 35 };
/** Pixels of a rough picture for each pixel of the page, along one edge. */
const RATIOS = [1, 0.8, 0.65, 0.5, 0.4];
const KEPT = 3;
/** A new movement waits no longer for a piece of the picture at rest; of so many pieces a surface is at most. */
const PIECE = { ms: 40, most: 10 };

/** In how many slices a surface is drawn that took so long before. @param {number} [ms] */
export const slicesOf = (ms = 0) => Math.max(1, Math.min(PIECE.most, Math.round(ms / PIECE.ms)));

export class Pace {
  /** @type {Record<"still" | "rough", number[]>} Times of the last pictures, without the first: that one is always late. */
  #times = { still: [], rough: [] };
  #drawn = { still: 0, rough: 0 };
  #step = 2;

  /** Whether the machine is slow; null as long as too little was measured. */
  get slow() {
    const { still, rough } = this.#times;
    if (still.length) return Math.min(...still) > SLOW_MS;
    return rough.length && Math.min(...rough) > SLOW_MS ? true : null; // a rough one says nothing else
  }

  /** Pixels of a rough picture for each pixel of the page. */
  get ratio() {
    return RATIOS[this.#step] ?? 1;
  }

  /** A picture was drawn. @param {"still" | "rough"} kind @param {number} ms */
  took(kind, ms) {
    const { slow } = this;
    if (this.#drawn[kind]++) this.#times[kind] = [...this.#times[kind], ms].slice(-KEPT);
    if (kind === "still" || !slow) return;
    if (ms > ROUGH_MS.most) this.#step = Math.min(RATIOS.length - 1, this.#step + 1);
    else if (ms < ROUGH_MS.least) this.#step = Math.max(0, this.#step - 1);
  }
}
