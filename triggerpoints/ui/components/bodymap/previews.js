// Zones of a muscle that is named elsewhere on the page, while the pointer or the focus is on it.

import { fetchJson } from "../shared/files.js";

/** @typedef {import("../payload").DrawnZone} Zone */

/**
 * @param {() => Record<string, string> | undefined} previews Class of an element to the address of its zones.
 * @param {(zones: readonly Zone[] | null) => void} show
 * @param {AbortSignal} signal
 */
export function listenForPreviews(previews, show, signal) {
  /** @type {string | null} */
  let shown = null;

  /** @param {Event} event */
  async function preview({ target }) {
    const known = previews();
    const box = known && target instanceof Element ? target.closest('[class*="st-key-hit-"]') : null;
    const name = (box && [...box.classList].find((css) => known?.[css])) ?? null;
    if (name === shown) return;
    shown = name;
    const url = name === null ? undefined : known?.[name];
    /** @type {{zones: readonly Zone[] | null} | null} */
    const found = url ? await fetchJson(url).catch(() => null) : { zones: null };
    if (found && shown === name) show(found.zones); // without a connection the map stays as it is
  }

  for (const name of /** @type {const} */ (["pointerover", "focusin"])) {
    document.addEventListener(name, (event) => void preview(event), { signal });
  }
}
