// The controls that lie on the turning body: sides to look from, layers, what is in sight, what was taken off, options.

import { Sheet, button, radios } from "../shared/widgets.js";
import { html } from "../shared/dom.js";
import { isTouched } from "./peel.js";

/** @typedef {import("../payload").Show} Show */
/** @typedef {import("../payload").MapSide} MapSide */
/** @typedef {import("./picker.js").Found & {name: string}} Seen A muscle in sight. */
/**
 * @typedef {object} Acts
 * @property {(name: string) => void} view
 * @property {(layer: string) => void} layer
 * @property {(side: MapSide) => void} side
 * @property {(show: Show) => void} show
 * @property {(on: boolean) => void} hazards
 * @property {(id: string | null) => void} kin Light up too what shares this.
 * @property {() => Seen[]} inSight
 * @property {(seen: Seen) => void} choose
 * @property {(key: string | null) => void} bringBack All of it without a key.
 * @property {() => void} undo
 * @property {() => void} save
 * @property {() => void} leave
 */

const FACES = {
  back: "M10 6l-6 6 6 6M4 12h16",
  sight: "M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  taken: "M4 8l8-4 8 4-8 4zM4 12l3 1.5M20 12l-3 1.5M4 16l8 4 8-4",
  options: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
};
const VIEWS = { front: "Front", back: "Back", left: "Left", right: "Right", above: "Above", below: "Below" };
const SIDES = { right: "Right", left: "Left", both: "Both" };
const OVERLAYS = {
  points: "Trigger points",
  essential: "Essential zones",
  spillover: "Spillover zones",
};
const MOST_SEEN = 40;

export class BodyControls {
  #sight = new Sheet("Muscles in sight", FACES.sight, "in-sight");
  #taken = new Sheet("Taken off", FACES.taken, "taken-off");
  #options = new Sheet("Options", FACES.options, "options");
  #layers;
  #sides;
  /** @type {Map<keyof Show, HTMLInputElement>} */
  #overlays = new Map();
  /** @type {HTMLInputElement | null} */
  #hazards = null;
  #kin = html("div", {});
  #kinOf = "";
  /** @type {ReturnType<typeof radios> | null} */
  #kins = null;
  #acts;
  /** @type {Show} */
  #show = { points: true, essential: true, spillover: true, outlines: true };

  /**
   * @param {import("../shared/widgets.js").Bar} bar
   * @param {readonly {id: string, name: string}[]} layers
   * @param {Acts} acts
   * @param {boolean} marks The body is marked, not explored: only looking and the way back.
   */
  constructor(bar, layers, acts, marks) {
    this.#acts = acts;
    const views = html(
      "div",
      { class: "choices views", role: "group", "aria-label": "Look from" },
      ...Object.entries(VIEWS).map(([id, name]) => {
        const made = html("button", { type: "button" }, name);
        made.addEventListener("click", () => acts.view(id));
        return made;
      }),
    );
    this.#layers = radios("Layer", layers, acts.layer, "layers");
    this.#sides = radios(
      "Side of the body",
      Object.entries(SIDES).map(([id, name]) => ({ id, name })),
      (side) => acts.side(/** @type {MapSide} */ (side)),
    );
    const leave = button("Back to the map", FACES.back, acts.leave);
    leave.classList.add("leave");
    leave.append(html("span", {}, "Map"));
    const sheets = marks ? [] : [this.#sight, this.#taken, this.#options];
    bar.element.prepend(views);
    bar.buttons.prepend(leave, ...sheets.map((sheet) => sheet.button));
    for (const sheet of sheets) {
      sheet.button.addEventListener("click", () => {
        for (const other of sheets) if (other !== sheet) other.turn(false);
      });
    }
    this.#sight.button.addEventListener("click", () => this.#sight.open && this.#listSeen());
    this.#fillOptions();
    this.overBody = marks ? [] : [this.#layers.group, ...sheets.map(({ sheet }) => sheet)];
  }

  #fillOptions() {
    const boxes = Object.entries(OVERLAYS).map(([id, label]) => {
      const name = /** @type {keyof Show} */ (id);
      const [box, row] = tick(label, (on) => this.#acts.show({ ...this.#show, [name]: on }));
      this.#overlays.set(name, box);
      return row;
    });
    const [box, hazards] = tick("Vessels, nerves and organs", this.#acts.hazards);
    this.#hazards = box;
    const save = html("button", { type: "button", class: "row" }, "Save as a picture");
    save.addEventListener("click", this.#acts.save);
    this.#options.sheet.append(
      html("p", { "aria-hidden": "true" }, "Side of the body"),
      this.#sides.group,
      html("p", { id: "overlays" }, "Show on the body"),
      html("div", { role: "group", "aria-labelledby": "overlays" }, ...boxes, hazards),
      this.#kin,
      save,
    );
  }

  /**
   * What the selected muscle shares with others, for students, to light them up together.
   *
   * @param {readonly import("../payload").KinFacts[]} kin
   */
  showKin(kin) {
    const of = JSON.stringify(kin);
    if (of === this.#kinOf) return;
    this.#kinOf = of;
    this.#kins = null;
    this.#kin.replaceChildren();
    if (!kin.length) return;
    const options = kin.map(({ id, name, muscles }) => ({ id, name: `${name} (${muscles.length})` }));
    this.#kins = radios(
      "Light up the muscles that share",
      [{ id: "", name: "Nothing" }, ...options],
      (id) => this.#acts.kin(id || null),
      "kin",
    );
    this.#kin.append(
      html("p", { "aria-hidden": "true" }, "Light up the muscles that share"),
      this.#kins.group,
    );
  }

  #listSeen() {
    const seen = this.#acts.inSight().slice(0, MOST_SEEN);
    const rows = seen.map((one) => {
      const made = html("button", { type: "button", class: "row" }, one.name);
      made.addEventListener("click", () => {
        this.#sight.turn(false);
        this.#sight.button.focus({ preventScroll: true });
        this.#acts.choose(one);
      });
      return html("li", {}, made);
    });
    this.#sight.sheet.replaceChildren(
      html("p", {}, seen.length ? "Muscles in sight" : "No muscle is in sight."),
      html("ul", {}, ...rows),
    );
    this.#sight.sheet.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Close what is open over the body. @returns {boolean} Whether something was. */
  close() {
    const open = [this.#sight, this.#taken, this.#options].filter((sheet) => sheet.open);
    for (const sheet of open) sheet.turn(false);
    return open.length > 0;
  }

  /** @param {{layer: string, side: MapSide, show: Show, together: string | null}} choice */
  show({ layer, side, show, together }) {
    this.#show = show;
    this.#layers.show(layer);
    this.#sides.show(side);
    this.#kins?.show(together ?? "");
    for (const [name, box] of this.#overlays) box.checked = show[name];
  }

  /** @param {boolean} on */
  showHazards(on) {
    if (this.#hazards) this.#hazards.checked = on;
  }

  /** The list of what was taken off. @param {import("./peel.js").Peel} peel @param {(key: string) => string} nameOf */
  showTaken(peel, nameOf) {
    const { hidden, ghosted, alone } = peel.now;
    /** @param {string} key @param {string} how */
    const row = (key, how) => {
      const made = html(
        "button",
        { type: "button", class: "row" },
        nameOf(key),
        html("small", {}, `${how}. Bring back`),
      );
      made.addEventListener("click", () => this.#acts.bringBack(key));
      return html("li", {}, made);
    };
    const undo = html("button", { type: "button", class: "row" }, "Undo the last step");
    undo.addEventListener("click", this.#acts.undo);
    undo.disabled = peel.before.length === 0;
    const all = html("button", { type: "button", class: "row" }, "Bring everything back");
    all.addEventListener("click", () => this.#acts.bringBack(null));
    all.disabled = !isTouched(peel);
    const count = hidden.length + ghosted.length;
    this.#taken.sheet.replaceChildren(
      html(
        "p",
        {},
        alone !== null
          ? `Only ${nameOf(alone)} is shown.`
          : count
            ? "Taken off"
            : "Nothing is taken off. Tap a part, then Hide.",
      ),
      html(
        "ul",
        {},
        ...hidden.map((key) => row(key, "Hidden")),
        ...ghosted.map((key) => row(key, "See-through")),
      ),
      undo,
      all,
    );
    this.#taken.button.classList.toggle("marked", isTouched(peel));
  }
}

/** @param {string} label @param {(on: boolean) => void} act @returns {[HTMLInputElement, HTMLElement]} */
function tick(label, act) {
  const box = html("input", { type: "checkbox" });
  box.addEventListener("change", () => act(box.checked));
  return [box, html("label", { class: "switch" }, box, html("span", {}, label))];
}
