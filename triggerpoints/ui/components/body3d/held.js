// What can be done with the part that was tapped: take it off, see through it, show it alone, clear the way to it.

import { bringBack, clear, ghost, hide, isolate, partKey, undo } from "./peel.js";
import { covers } from "./lit.js";
import { html } from "../shared/dom.js";

/** @typedef {import("./peel.js").Peel} Peel */
/** @typedef {import("./picker.js").Found} Found */

const NOTHING = "Tap a part to take it off, see through it, or show it alone.";

/**
 * @param {HTMLElement} panel
 * @param {Found | null} held
 * @param {object} body
 * @param {readonly import("../payload").SolidPart[]} body.parts
 * @param {Peel} body.peel
 * @param {import("./lit.js").Wish} body.wish
 * @param {readonly [string, string]} body.name Name and what is said below it.
 * @param {(peel: Peel) => void} change
 */
export function drawHeld(panel, held, { parts, peel, wish, name: [name, more] }, change) {
  if (!held) {
    panel.replaceChildren(html("span", { class: "name" }, NOTHING));
    return;
  }
  const key = partKey(held.part.id, held.side);
  const { hidden, ghosted, alone } = peel.now;
  const way = covers(parts, held.part.id, held.side, wish);
  const isHidden = hidden.includes(key);
  const isGhost = ghosted.includes(key);
  /** @param {string} label @param {() => Peel} act @param {boolean} [enabled] @param {string} [rest] Left out where there is little room. */
  const choice = (label, act, enabled = true, rest = "") => {
    const made = html("button", { type: "button" }, label, rest && html("span", { class: "rest" }, rest));
    made.disabled = !enabled;
    made.addEventListener("click", () => change(act()));
    return made;
  };
  const focused = /** @type {Document | ShadowRoot} */ (panel.getRootNode()).activeElement;
  const at = focused ? [...panel.querySelectorAll("button")].findIndex((one) => one === focused) : -1;
  const below = isHidden ? "hidden" : more;
  panel.replaceChildren(
    html("span", { class: "name" }, name, ...(below ? [html("small", {}, below)] : [])),
    html(
      "div",
      { class: "acts" },
      choice(isHidden ? "Show" : "Hide", () => (isHidden ? bringBack(peel, [key]) : hide(peel, [key]))),
      choice(isGhost ? "Solid" : "Ghost", () => (isGhost ? bringBack(peel, [key]) : ghost(peel, [key]))),
      choice(alone === key ? "With the rest" : "Isolate", () => isolate(peel, key)),
      choice("Clear the way", () => clear(peel, way), way.length > 0, " to it"),
      choice("Undo", () => undo(peel), peel.before.length > 0),
    ),
  );
  // whoever works with the keyboard stays where they are
  if (at >= 0) panel.querySelectorAll("button")[at]?.focus({ preventScroll: true });
}
