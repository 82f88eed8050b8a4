// The card of a muscle beside a map, shown by the browser until the one that the server draws takes its place.

import { afterPaint } from "./after_paint.js";
import { fetchJson } from "./files.js";

/** @typedef {Record<string, string>} Card HTML of the parts of a card by their names, as the server draws them. */

export class CardAhead {
  /** @type {string | undefined} */
  #url;
  /** @type {string | null} The muscle whose card is to be seen. */
  #wanted = null;
  #ahead;
  #observer;

  /** @param {() => boolean} ahead Whether the reader has chosen what the server has not answered yet. */
  constructor(ahead) {
    this.#ahead = ahead;
    this.#observer = new MutationObserver(() => void (this.#ahead() && this.show(this.#wanted)));
  }

  destroy() {
    this.#observer.disconnect();
  }

  /**
   * The server has drawn its card, perhaps that of a choice before the last.
   *
   * @param {string | undefined} url Address of a card, with a place for the muscle; none where no card stands.
   * @param {string | null} muscle The choice that counts.
   */
  answered(url, muscle) {
    this.#url = url;
    void this.show(muscle);
  }

  /** Have the card of a muscle at hand. @param {string} muscle @returns {Promise<Card | null>} */
  async fetch(muscle) {
    if (!this.#url) return null;
    return /** @type {Promise<Card>} */ (fetchJson(this.#url.replace("{muscle}", muscle))).catch(() => null);
  }

  /** The reader chose: the map, where the eye is, is painted first. @type {(muscle: string | null) => void} */
  choose = afterPaint((muscle) => void this.show(muscle));

  /**
   * Show the card of a muscle where another one's stands; not where some of it is the server's alone to draw.
   *
   * @param {string | null} muscle
   */
  async show(muscle) {
    this.#wanted = muscle;
    if (!this.#url || muscle === null || !areOthers(parts(), muscle)) return;
    const card = await this.fetch(muscle);
    if (!card || this.#wanted !== muscle) return;
    const shown = parts();
    if (!areOthers(shown, muscle)) return;
    this.#observer.disconnect();
    for (const part of shown) {
      if (part.parentElement) this.#observer.observe(part.parentElement, { childList: true });
      part.replaceWith(drawn(card[part.dataset.card ?? ""] ?? ""));
    }
  }
}

/** @returns {HTMLElement[]} */
const parts = () =>
  [...document.querySelectorAll("[data-card]")].filter((part) => part instanceof HTMLElement);

/** Whether a card is open on a section that files have, of another muscle. @param {HTMLElement[]} shown @param {string} muscle */
const areOthers = (shown, muscle) => shown.length > 1 && shown.some(({ dataset }) => dataset.of !== muscle);

/** @param {string} html The app's own, in which the server has escaped all text, as in what it draws itself. */
function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // eslint-disable-line no-restricted-properties
  return template.content;
}
