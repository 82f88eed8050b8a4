// The controls that lie on the map: view, layer, close-ups, side, overlays, zoom and full screen.

import { html, icon } from "../shared/dom.js";

/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("../payload").MapIndex} Index */
/** @typedef {import("../payload").IndexedView} IndexedView */
/** @typedef {(change: Partial<Choice>) => void} Change */

const FACES = {
  in: "M5 12h14M12 5v14",
  out: "M5 12h14",
  selection: "M12 4v3M12 17v3M4 12h3M17 12h3M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  whole: "M12 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4M6 10h12M12 10v5M12 15l-3 6M12 15l3 6",
  closeUps: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5M8 11h6M11 8v6",
  options: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  enlarge: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  reduce: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
  back: "M10 6l-6 6 6 6M4 12h16",
};
const SIDES = { right: "Right", left: "Left", both: "Both" };
const OVERLAYS = {
  points: "Trigger points",
  essential: "Essential zones",
  spillover: "Spillover zones",
  outlines: "Muscle outlines",
};

/**
 * @param {string} label
 * @param {string} face
 * @param {() => void} act
 * @param {string} [words] Shown beside the icon where there is room.
 */
function button(label, face, act, words) {
  const name = words ? html("span", { class: "words" }, words) : "";
  const made = html("button", { type: "button", "aria-label": label, title: label }, icon(face), name);
  made.addEventListener("click", act);
  return made;
}

/**
 * Choices of which one is on.
 *
 * @param {string} label
 * @param {readonly {id: string, name: string, label?: string}[]} options Where there is room the label is shown.
 * @param {(id: string) => void} choose
 * @param {string} [css]
 */
function radios(label, options, choose, css = "") {
  const name = `${label} ${Math.random().toString(36).slice(2)}`;
  const inputs = options.map(({ id }) => html("input", { type: "radio", name, value: id }));
  const group = html(
    "div",
    { class: `choices ${css}`, role: "radiogroup", "aria-label": label },
    ...options.map((option, i) =>
      html("label", {}, inputs[i] ?? "", html("span", {}, ...nameAndRest(option))),
    ),
  );
  group.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) choose(target.value);
  });
  /** @param {string | null} id */
  const show = (id) => {
    for (const input of inputs) input.checked = input.value === id;
  };
  return { group, show };
}

/** A name, and the rest of the label, which a narrow stage leaves out. @param {{name: string, label?: string}} option */
function nameAndRest({ name, label = name }) {
  const rest = label.startsWith(name) ? label.slice(name.length) : "";
  return rest ? [html("span", {}, name, html("span", { class: "words" }, rest))] : [name];
}

/** A button that opens a sheet over the map; Escape and a click beside it close it. */
class Sheet {
  open = false;

  /** @param {string} label @param {string} face @param {string} id */
  constructor(label, face, id) {
    this.sheet = html("div", { class: "sheet", id, role: "group", "aria-label": label, hidden: "" });
    this.button = button(label, face, () => this.turn(!this.open), label);
    this.button.setAttribute("aria-expanded", "false");
    this.button.setAttribute("aria-controls", id);
    this.sheet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.turn(false);
      this.button.focus();
    });
  }

  /** @param {boolean} open */
  turn(open) {
    this.open = open;
    this.sheet.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.sheet.querySelector("input")?.focus({ preventScroll: true });
  }
}

export class ZoomControls {
  /** @param {{in: () => void, out: () => void, selection: () => void, whole: () => void}} acts */
  constructor(acts) {
    this.selection = button("Zoom to the selected muscle", FACES.selection, acts.selection);
    this.group = html(
      "div",
      { class: "zoom", role: "group", "aria-label": "Zoom" },
      button("Zoom in", FACES.in, acts.in),
      button("Zoom out", FACES.out, acts.out),
      this.selection,
      button("Show the whole picture", FACES.whole, acts.whole),
    );
  }
}

/** The bar on top of the map, at first with full screen alone. */
export class Bar {
  /** @param {() => void} turnFull */
  constructor(turnFull) {
    this.#full = button("Full screen", FACES.enlarge, turnFull);
    this.buttons = html("div", { class: "buttons" }, this.#full);
    this.element = html("div", { class: "bar" }, this.buttons);
  }

  #full;

  /** @param {boolean} full */
  showFull(full) {
    const label = full ? "Leave full screen" : "Full screen";
    this.#full.setAttribute("aria-label", label);
    this.#full.title = label;
    this.#full.querySelector("path")?.setAttribute("d", full ? FACES.reduce : FACES.enlarge);
  }
}

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

  /** @param {Index} index @param {Bar} bar @param {Change} change @param {() => Choice} current */
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
