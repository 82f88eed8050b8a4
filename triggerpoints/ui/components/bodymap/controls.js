// The controls that lie on the map: view, layer, close-ups, side, overlays, zoom and full screen.

import { Sheet, radios } from "../shared/widgets.js";
import { html, icon } from "../shared/dom.js";

/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("../payload").MapIndex} Index */
/** @typedef {import("../payload").IndexedView} IndexedView */
/** @typedef {(change: Partial<Choice>) => void} Change */

const FACES = {
  closeUps: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5M8 11h6M11 8v6",
  options: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  back: "M10 6l-6 6 6 6M4 12h16",
};
const SIDES = { right: "Right", left: "Left", both: "Both" };
const OVERLAYS = {
  points: "Trigger points",
  essential: "Essential zones",
  spillover: "Spillover zones",
  outlines: "Muscle outlines",
};

/** View, layer, side and overlays, on a map that answers by itself. */
export class ChoiceControls {
  #closeUps = new Sheet("Close-ups", FACES.closeUps, "close-ups");
  #options = new Sheet("Options", FACES.options, "options");
  /** @type {ReturnType<typeof radios>[]} */
  #closeUpGroups;
  #views;
  #layers;
  #sides;
  /** @type {Map<string, HTMLInputElement>} */
  #overlays = new Map();
  #index;

  /** @param {Index} index @param {import("../shared/widgets.js").Bar} bar @param {Change} change @param {() => Choice} current */
  constructor(index, bar, change, current) {
    this.#index = index;
    const [first] = index.views;
    const whole = index.views.filter(({ group }) => group === first?.group);
    this.#views = radios("View", whole, (view) => change({ view }), "views");
    this.#layers = radios(
      "Layer",
      index.layers.map(({ id, name }) => ({ id, name })),
      (layer) => change({ layer }),
      "layers",
    );
    this.#closeUpGroups = closeUpGroups(index, first?.group ?? "").map(([group, views]) => {
      const made = radios(
        group,
        views.map(({ id, name }) => ({ id, name })),
        (view) => change({ view }),
      );
      this.#closeUps.sheet.append(html("p", { "aria-hidden": "true" }, group), made.group);
      return made;
    });
    // with the keyboard one looks through them; a click or tap has chosen
    this.#closeUps.sheet.addEventListener("click", ({ detail, target }) => {
      if (detail > 0 && target instanceof Element && target.closest("label")) this.#closeUps.turn(false);
    });
    this.#sides = radios(
      "Side of the body",
      Object.entries(SIDES).map(([id, name]) => ({ id, name })),
      (side) => change({ side: /** @type {Choice["side"]} */ (side) }),
    );
    const boxes = Object.entries(OVERLAYS).map(([name, label]) => {
      const box = html("input", { type: "checkbox" });
      this.#overlays.set(name, box);
      box.addEventListener("change", () => change({ show: { ...current().show, [name]: box.checked } }));
      return html("label", { class: "switch" }, box, html("span", {}, label));
    });
    this.#options.sheet.append(
      html("p", { "aria-hidden": "true" }, "Side of the body"),
      this.#sides.group,
      html("p", { id: "overlays" }, "Show on the map"),
      html("div", { role: "group", "aria-labelledby": "overlays" }, ...boxes),
    );
    // only what there is a choice of
    const sheets = [
      ...(index.controls.includes("close-ups") ? [this.#closeUps] : []),
      ...(index.controls.includes("options") ? [this.#options] : []),
    ];
    bar.element.prepend(this.#views.group);
    bar.buttons.prepend(...sheets.map((sheet) => sheet.button));
    this.overMap = [
      ...(index.controls.includes("layer") ? [this.#layers.group] : []),
      ...sheets.map(({ sheet }) => sheet),
    ];
    for (const sheet of [this.#closeUps, this.#options]) {
      sheet.button.addEventListener("click", () => {
        for (const other of [this.#closeUps, this.#options]) if (other !== sheet) other.turn(false);
      });
    }
  }

  /** Close what is open over the map. @returns {boolean} Whether something was. */
  close() {
    const open = [this.#closeUps, this.#options].filter((sheet) => sheet.open);
    for (const sheet of open) sheet.turn(false);
    return open.length > 0;
  }

  /** @param {Choice} choice */
  show(choice) {
    const view = this.#index.views.find(({ id }) => id === choice.view);
    this.#views.show(choice.view);
    this.#layers.show(choice.layer);
    this.#sides.show(choice.side);
    for (const group of this.#closeUpGroups) group.show((view?.side === "left" && view.twin) || choice.view);
    for (const [name, on] of Object.entries(choice.show)) {
      const box = this.#overlays.get(name);
      if (box) box.checked = on;
    }
  }
}

/**
 * Close-ups by part of the body; one of a hand, a foot or a shoulder stands for both sides.
 *
 * @param {Index} index
 * @param {string} whole Group of the views of the whole body.
 * @returns {[string, IndexedView[]][]}
 */
export function closeUpGroups({ views }, whole) {
  /** @type {Map<string, IndexedView[]>} */
  const groups = new Map();
  for (const view of views) {
    if (view.group === whole || view.side === "left") continue;
    groups.set(view.group, [...(groups.get(view.group) ?? []), view]);
  }
  return [...groups];
}

/** Another view that shows more: the close-up of a small muscle, or the whole body again. @param {HTMLButtonElement} element @param {import("../payload").Offer | null} offer */
export function drawOffer(element, offer) {
  element.hidden = !offer;
  if (!offer) return;
  const closer = offer.way === "in";
  element.replaceChildren(
    icon(closer ? FACES.closeUps : FACES.back),
    closer ? `Close-up: ${offer.label}` : offer.label,
  );
}
