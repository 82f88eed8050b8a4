// Files that the browser fetches once and keeps.

/** @type {Map<string, Promise<unknown>>} */
const files = new Map();

/** Full address of a file; addresses from Python are relative to the page. @param {string} url */
export const address = (url) => new URL(url, document.baseURI).href;

/**
 * @template T
 * @param {string} url
 * @returns {Promise<T>}
 */
export function fetchJson(url) {
  return once(url, async () => {
    const answer = await fetch(address(url));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return /** @type {T} */ (await answer.json());
  });
}

/** @param {string} url @returns {Promise<ArrayBuffer>} */
export function fetchBytes(url) {
  return once(url, async () => {
    const answer = await fetch(address(url));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.arrayBuffer();
  });
}

/** Resolves when a picture can be shown without a wait. @param {string} url @returns {Promise<void>} */
export function fetchPicture(url) {
  return once(`picture ${url}`, () => {
    const image = new Image();
    image.src = address(url);
    return image.decode();
  });
}

/** @template T @param {string} key @param {() => Promise<T>} get @returns {Promise<T>} */
function once(key, get) {
  const known = files.get(key);
  if (known) return /** @type {Promise<T>} */ (known);
  const answer = get();
  answer.catch(() => files.delete(key));
  files.set(key, answer);
  return answer;
}

const whenIdle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 200));

/**
 * Fetch one after the other while nothing else happens; not for readers who save data.
 *
 * @param {readonly (() => Promise<unknown>)[]} gets
 * @param {AbortSignal} signal
 */
export function fetchWhenIdle(gets, signal) {
  const line = /** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection;
  const [first, ...rest] = gets;
  if (!first || line?.saveData) return;
  whenIdle(async () => {
    if (signal.aborted) return;
    await first().catch(() => undefined);
    fetchWhenIdle(rest, signal);
  });
}
