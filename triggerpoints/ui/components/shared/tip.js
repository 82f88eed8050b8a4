// The name above the pointer.

import { clamp } from "./geometry.js";
import { html } from "./dom.js";

/**
 * Show a name, with smaller text below it, above a place on the screen; nothing without a name.
 *
 * @param {{stage: HTMLElement, tip: HTMLElement}} parts
 * @param {readonly string[]} words
 * @param {{clientX: number, clientY: number}} [at]
 */
export function showTip({ stage, tip }, [name, more], at) {
  tip.classList.toggle("shown", Boolean(name && at));
  if (!name || !at) return;
  tip.replaceChildren(name, ...(more ? [html("small", {}, more)] : []));
  const box = stage.getBoundingClientRect();
  const x = clamp(at.clientX - box.left, 8, box.width - tip.offsetWidth - 16);
  const y = at.clientY - box.top;
  const above = y - tip.offsetHeight - 14;
  tip.style.transform = `translate(${x}px, ${above > 4 ? above : y + 22}px)`;
}
