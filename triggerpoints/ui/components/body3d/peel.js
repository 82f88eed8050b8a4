// What the reader has taken off the body, as in a dissection: hidden and ghosted parts, one alone, and the way back.

/** @typedef {import("../payload").Side} Side */
/** @typedef {{hidden: readonly string[], ghosted: readonly string[], alone: string | null}} Taken Keys of parts. */
/** @typedef {{now: Taken, before: readonly Taken[]}} Peel */

/** So many parts can be taken off at once, as in figures/peel.py. */
const MOST_PARTS = 150;
/** @type {Taken} */
const WHOLE = { hidden: [], ghosted: [], alone: null };
/** @type {Peel} */
export const UNTOUCHED = { now: WHOLE, before: [] };

/** A part of one side, as figures/peel.py has it; parts in the middle belong to the right. @param {string} id @param {Side} side */
export const partKey = (id, side) => (side === "left" ? `${id}.left` : id);

/** The id and the side of a part. @param {string} key @returns {[string, Side]} */
export const partOf = (key) => (key.endsWith(".left") ? [key.slice(0, -5), "left"] : [key, "right"]);

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

/** Take off what covers a part; bones stay as ghosts, which show where it lies. @param {Peel} peel @param {readonly {key: string, isBone: boolean}[]} over */
export function clear(peel, over) {
  const keys = (/** @type {boolean} */ bones) =>
    over.flatMap(({ key, isBone }) => (isBone === bones ? key : []));
  return step(peel, {
    hidden: [...peel.now.hidden, ...keys(false)],
    ghosted: [...peel.now.ghosted, ...keys(true)],
  });
}

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

/** Whether more is taken off than a link can hold. @param {Peel} peel */
export const isTooMuch = ({ now }) => now.hidden.length > MOST_PARTS || now.ghosted.length > MOST_PARTS;

/** What a link or the Back button brings; a step that can be undone. @param {Peel} peel @param {Taken} taken @returns {Peel} */
export const adopt = (peel, { hidden, ghosted, alone }) => step(peel, { hidden, ghosted, alone });
