// Buttons, choices and sheets that lie on a picture of the body.

import { html, icon } from "./dom.js";

const FACES = {
  in: "M5 12h14M12 5v14",
  out: "M5 12h14",
  selection: "M12 4v3M12 17v3M4 12h3M17 12h3M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  whole: "M12 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4M6 10h12M12 10v5M12 15l-3 6M12 15l3 6",
  enlarge: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  reduce: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
};

/**
 * @param {string} label
 * @param {string} face
 * @param {() => void} act
 * @param {string} [words] Shown beside the icon where there is room.
 */
export function button(label, face, act, words) {
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
export function radios(label, options, choose, css = "") {
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
export class Sheet {
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

/** The bar on top of a picture, at first with full screen alone. */
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
