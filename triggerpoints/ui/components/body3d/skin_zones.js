// Weights of zones at the points of the skin's surface, as the graphics card wants them.

/** @typedef {import("../payload").SkinZone} SkinZone */

/** @type {Record<string, number>} How unsure a zone is. */
const UNSURE = { typical: 0, variable: 128, disputed: 255 };

/**
 * Write zones: for each point of the skin essential and spillover weight, and how unsure each is.
 *
 * @param {readonly SkinZone[]} zones
 * @param {Uint8Array} into Four bytes a point.
 */
export function writeZones(zones, into) {
  into.fill(0);
  for (const { kind, certainty, at, weights } of zones) {
    const where = kind === "essential" ? 0 : 1;
    const unsure = UNSURE[certainty] ?? 0;
    const points = new Uint32Array(bytesOf(at).buffer);
    for (const [i, weight] of bytesOf(weights).entries()) {
      const base = (points[i] ?? 0) * 4;
      if (weight <= (into[base + where] ?? 255)) continue;
      into[base + where] = weight;
      into[base + 2 + where] = unsure;
    }
  }
}

/** @param {string} text In Base64. */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
