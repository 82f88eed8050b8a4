// What the reader has taken off the body, as in a dissection: hidden and ghosted parts, one alone, and the way back.

/** @typedef {import("../payload").Side} Side */
/** @typedef {{hidden: readonly string[], ghosted: readonly string[], alone: string | null}} Taken Parts as `id side`. */
/** @typedef {{now: Taken, before: readonly Taken[]}} Peel */

/** @type {Taken} */
const WHOLE = { hidden: [], ghosted: [], alone: null };
/** @type {Peel} */
export const UNTOUCHED = { now: WHOLE, before: [] };

/** A part of one side; parts in the middle belong to the right. @param {string} id @param {Side} side */
export const partKey = (id, side) => `${id} ${side}`;

/** @param {readonly string[]} keys @param {readonly string[]} others */
const without = (keys, others) => keys.filter((key) => !others.includes(key));

/** @param {Peel} peel @param {Partial<Taken>} change @returns {Peel} */
const step = ({ now, before }, change) => ({ now: { ...now, ...change }, before: [...before, now] });

/** @param {Peel} peel @param {readonly string[]} keys */
export const hide = (peel, keys) =>
  step(peel, {
    hidden: [...without(peel.now.hidden, keys), ...keys],
    ghosted: without(peel.now.ghosted, keys),
    alone: peel.now.alone !== null && keys.includes(peel.now.alone) ? null : peel.now.alone,
  });

/** @param {Peel} peel @param {readonly string[]} keys */
export const ghost = (peel, keys) =>
  step(peel, {
    ghosted: [...without(peel.now.ghosted, keys), ...keys],
    hidden: without(peel.now.hidden, keys),
  });

/** Show one part alone, on ghosts of bones; once more shows all again. @param {Peel} peel @param {string} key */
export const isolate = (peel, key) => step(peel, { alone: peel.now.alone === key ? null : key });

/** Bring parts back. @param {Peel} peel @param {readonly string[]} keys */
export const bringBack = (peel, keys) =>
  step(peel, { hidden: without(peel.now.hidden, keys), ghosted: without(peel.now.ghosted, keys) });

/** @param {Peel} peel */
export const bringAllBack = (peel) => (isTouched(peel) ? step(peel, WHOLE) : peel);

/** @param {Peel} peel @returns {Peel} */
export function undo({ now, before }) {
  const last = before.at(-1);
  return last ? { now: last, before: before.slice(0, -1) } : { now, before };
}

/** @param {Peel} peel */
export const isTouched = ({ now }) => now.hidden.length > 0 || now.ghosted.length > 0 || now.alone !== null;
