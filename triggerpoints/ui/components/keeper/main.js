// Keeper: the browser keeps what a reader has done, and gives it back after a reload or a new server.

/** @typedef {import("../payload").KeeperData} Data */
/** @typedef {{visit: string, text: string, at: number}} Kept */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */
/**
 * What is to be done: hand a text to the server (once: `mark`), write the text of this visit, forget, or tell a
 * server that waits for it that there is nothing.
 *
 * @typedef {{do: "hand", text: string, same_tab: boolean, mark: string} | {do: "write"} | {do: "drop"}
 *   | {do: "say nothing is kept", mark: string}} Step
 */

const DAY_MS = 24 * 3600 * 1000;

/** What a store holds under a key; null when it is none of ours. @param {Store} store @param {string} key */
export function read(store, key) {
  try {
    const kept = JSON.parse(store.getItem(key) ?? "null");
    const ours = kept && typeof kept.text === "string" && typeof kept.visit === "string";
    return ours ? /** @type {Kept} */ (kept) : null;
  } catch {
    return null;
  }
}

/** @param {Store} store @param {string} key @param {Kept | null} kept */
function write(store, key, kept) {
  try {
    if (kept) store.setItem(key, JSON.stringify(kept));
    else store.removeItem(key);
  } catch {
    // full, or shut for this site
  }
}

/**
 * What follows from what this tab (`own`) and the browser (`last`) keep; null when there is nothing to do.
 *
 * @param {Data} data
 * @param {Kept | null} own
 * @param {Kept | null} last
 * @param {ReadonlySet<string>} handed marks of what the server got already
 * @param {number} now
 * @returns {Step | null}
 */
export function nextStep(data, own, last, handed, now) {
  const step = stepOfKept(data, own, last, handed, now);
  const asked = `${data.name} ${data.visit} asked`;
  return step?.do !== "hand" && data.asks && !handed.has(asked)
    ? { do: "say nothing is kept", mark: asked }
    : step;
}

/** @type {typeof nextStep} */
function stepOfKept(data, own, last, handed, now) {
  const mark = `${data.name} ${data.visit}`;
  // the server does not know what this tab did before: it gets it first
  if (own && own.visit !== data.visit && !handed.has(mark)) {
    return { do: "hand", text: own.text, same_tab: true, mark };
  }
  if (data.text !== null) {
    const news = `${mark} ${last?.visit} ${last?.at}`;
    // another tab has gone on in between: it is taken in before it is written over
    if (data.merges && last && last.visit !== data.visit && last.text !== data.text && !handed.has(news)) {
      return { do: "hand", text: last.text, same_tab: false, mark: news };
    }
    return own?.text !== data.text || own.visit !== data.visit ? { do: "write" } : null;
  }
  if (!last || own || handed.has(mark)) return null;
  if (now - last.at < data.days * DAY_MS) return { do: "hand", text: last.text, same_tab: false, mark };
  return { do: "drop" };
}

/** @type {Set<string>} */
const handed = new Set();
/** @type {typeof globalThis & {triggerpointsForgotten?: Map<string, number>}} */
const ofPage = globalThis;
// How often each name was forgotten; kept by the page, since Streamlit may load this script anew.
const forgotten = (ofPage.triggerpointsForgotten ??= new Map());

/** @param {{data: Data, setTriggerValue: (name: string, value: unknown) => void}} component */
export default function keeper({ data, setTriggerValue }) {
  const key = `triggerpoints ${data.name}`;
  if (data.forget > (forgotten.get(key) ?? 0)) {
    forgotten.set(key, data.forget);
    write(sessionStorage, key, null);
    write(localStorage, key, null);
  }
  const step = nextStep(data, read(sessionStorage, key), read(localStorage, key), handed, Date.now());
  if (step?.do === "hand") {
    handed.add(step.mark);
    setTriggerValue("found", { text: step.text.slice(0, data.longest), same_tab: step.same_tab });
  } else if (step?.do === "write" && data.text !== null) {
    const kept = { visit: data.visit, text: data.text, at: Date.now() };
    write(sessionStorage, key, kept);
    write(localStorage, key, kept);
  } else if (step?.do === "say nothing is kept") {
    handed.add(step.mark);
    setTriggerValue("found", null);
  } else if (step?.do === "drop") {
    handed.add(`${data.name} ${data.visit}`);
    write(localStorage, key, null);
  }
}
