// Telling Python may wait until the reader sees the answer: its own work keeps the browser from painting.

const LATEST_MS = 100; // a tab in the background paints nothing

/**
 * A function that hands on, after the next painted frame, the last value it was given until then.
 *
 * @template Value
 * @param {(value: Value) => void} tell
 * @param {{frame: (run: () => void) => void, later: (run: () => void, ms: number) => void}} [clock]
 * @returns {(value: Value) => void}
 */
export function afterPaint(
  tell,
  clock = { frame: (run) => requestAnimationFrame(run), later: (run, ms) => setTimeout(run, ms) },
) {
  /** @type {{value: Value} | null} */
  let waiting = null;
  const handOn = () => {
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    tell(value);
  };
  return (value) => {
    const isNew = !waiting;
    waiting = { value };
    if (!isNew) return;
    clock.frame(() => clock.later(handOn, 0));
    clock.later(handOn, LATEST_MS);
  };
}
