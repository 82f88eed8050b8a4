// What can be done with a cut in the body: its plane moved by a handle on its edge, and what the needle's line meets
// lit, one after the other.

import { clamp } from "../shared/geometry.js";
import { html } from "../shared/dom.js";
import { plus } from "./look.js";

/** @typedef {import("../payload").BodyCut} Cut */
/** @typedef {import("../shared/geometry.js").Point} Point */
/**
 * @typedef {object} CutActs
 * @property {(move_mm: number) => void} move The plane is moved, as far as the picture goes.
 * @property {(move_mm: number) => void} tell Python is to know it.
 * @property {(part: string | null) => void} light Light up what the line meets.
 * @property {(text: string) => void} say
 */

const TELL_MS = 200; // between two messages while it is dragged
const PLAY_MS = 1400;
const BESIDE_PX = 110; // where layers and zoom lie over the picture
const ROOM_PX = 24;
const LEAST_PX = 0.25; // of a millimetre across the picture; seen from straight ahead the plane is moved by up and down
/** @type {Record<string, (at: number, reach: number) => number>} */
const KEYS = {
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  PageUp: (at) => at + 5,
  PageDown: (at) => at - 5,
  Home: (_, reach) => -reach,
  End: (_, reach) => reach,
};

/** How far a drag moves the plane. @param {Point} by In pixels. @param {Point} way Of a millimetre, in pixels. */
export function draggedMm([dx, dy], [wx, wy]) {
  const length = Math.hypot(wx, wy);
  return length < LEAST_PX ? -dy : (dx * wx + dy * wy) / length ** 2;
}

/** Where a plane stands, in words. @param {number} move_mm @param {readonly string[]} ends */
export function standsWords(move_mm, [low = "", high = ""]) {
  if (!move_mm) return "At the point";
  return `${Math.abs(move_mm)} mm towards the ${move_mm < 0 ? low : high}`;
}

export class CutControls {
  #handle;
  #list = html("div", { class: "met", role: "group", "aria-label": "What the line meets", hidden: "" });
  #acts;
  /** @type {Cut | undefined} */
  #cut;
  #met = "";
  #move_mm = 0;
  /** @type {{at: Point, move_mm: number, way: Point} | null} */
  #drag = null;
  /** @type {Point} */
  #way = [0, 0];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #telling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #playing;

  /** @param {import("./stage.js").Stage} stage @param {CutActs} acts @param {AbortSignal} signal */
  constructor(stage, acts, signal) {
    this.#acts = acts;
    const more = { role: "slider", "aria-label": "Plane of the section", hidden: "" };
    this.#handle = html("button", { type: "button", class: "plane", ...more }, "⇕");
    const handle = this.#handle;
    handle.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    handle.addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      handle.addEventListener(name, () => this.#onUp(), { signal });
    }
    handle.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    signal.addEventListener("abort", () => this.#stop());
    stage.marks.after(handle);
    stage.held.after(this.#list);
  }

  /** Whether the reader is moving the plane, so that what Python says of it is of the past. */
  get moving() {
    return this.#drag !== null || this.#telling !== undefined;
  }

  /** @param {Cut | undefined} cut */
  show(cut) {
    if (cut === this.#cut) return; // what Python said last is of the past as soon as the plane is moved
    this.#cut = cut;
    this.#handle.hidden = !cut?.reach_mm;
    if (cut && !this.moving) this.#stand(cut.move_mm);
    this.#showMet();
  }

  /** Put the handle on the plane's edge, where that is in the picture. @param {import("./cut.js").Section} section @param {import("./eye.js").Eye} eye */
  follow(section, eye) {
    const { width, height } = eye.frame;
    const isFree = (/** @type {import("./look.js").Triple} */ place) => {
      const [x, y] = eye.placeOf(place).at;
      return (
        x > BESIDE_PX && x < width - BESIDE_PX && y > eye.top + ROOM_PX && y < eye.top + height - ROOM_PX
      );
    };
    const at = section.edge.find(isFree) ?? section.edge.at(-1);
    if (!at) return;
    const [from, to] = [eye.placeOf(at).at, eye.placeOf(plus(at, section.axis)).at];
    const way = /** @type {Point} */ ([to[0] - from[0], to[1] - from[1]]);
    this.#way = way;
    const turned = Math.hypot(...way) < LEAST_PX ? 0 : Math.atan2(way[0], -way[1]);
    this.#handle.style.transform = `translate(${from[0]}px, ${from[1]}px) rotate(${turned}rad)`;
  }

  /** @param {number} move_mm */
  #stand(move_mm) {
    this.#move_mm = move_mm;
    const { reach_mm = 0, ends = [] } = this.#cut ?? {};
    this.#handle.setAttribute("aria-valuemin", String(-reach_mm));
    this.#handle.setAttribute("aria-valuemax", String(reach_mm));
    this.#handle.setAttribute("aria-valuenow", String(move_mm));
    this.#handle.setAttribute("aria-valuetext", standsWords(move_mm, ends));
  }

  /** @param {number} move_mm */
  #moveTo(move_mm) {
    const reach = this.#cut?.reach_mm ?? 0;
    const to = Math.round(clamp(move_mm, -reach, reach));
    if (to === this.#move_mm) return;
    this.#stand(to);
    this.#acts.move(to);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#acts.tell(this.#move_mm);
    }, TELL_MS);
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    if (event.button !== 0) return;
    this.#handle.setPointerCapture(event.pointerId);
    this.#drag = { at: [event.clientX, event.clientY], move_mm: this.#move_mm, way: this.#way };
  }

  /** @param {PointerEvent} event */
  #onMove({ clientX, clientY }) {
    if (!this.#drag) return;
    const { at, move_mm, way } = this.#drag;
    this.#moveTo(move_mm + draggedMm([clientX - at[0], clientY - at[1]], way));
  }

  #onUp() {
    this.#drag = null;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const to = KEYS[event.key];
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#moveTo(to(this.#move_mm, this.#cut?.reach_mm ?? 0));
  }

  #showMet() {
    const met = this.#cut?.met ?? [];
    const of = JSON.stringify(met);
    if (of === this.#met) return;
    this.#met = of;
    this.#stop();
    this.#list.hidden = !met.length;
    const rows = met.map(({ part, name, depth }) => {
      const row = html(
        "button",
        { type: "button", "data-part": part },
        name,
        depth && html("small", {}, depth),
      );
      for (const kind of ["pointerenter", "focus"]) {
        row.addEventListener(kind, () => {
          this.#stop();
          this.#light(row);
        });
      }
      for (const kind of ["pointerleave", "blur"]) row.addEventListener(kind, () => this.#light(null));
      return row;
    });
    const play = html("button", { type: "button", class: "play" }, "Light one after the other");
    play.addEventListener("click", () => this.#play(rows, 0));
    this.#list.replaceChildren(html("ol", {}, ...rows.map((row) => html("li", {}, row))), play);
  }

  /** @param {HTMLButtonElement | null} row */
  #light(row) {
    for (const one of this.#list.querySelectorAll("ol button")) one.classList.toggle("lit", one === row);
    this.#acts.light(row?.dataset.part ?? null);
  }

  /** @param {readonly HTMLButtonElement[]} rows @param {number} i */
  #play(rows, i) {
    this.#stop();
    this.#light(rows[i] ?? null);
    if (rows[i]) this.#acts.say(rows[i]?.textContent ?? "");
    if (i < rows.length) this.#playing = setTimeout(() => this.#play(rows, i + 1), PLAY_MS);
  }

  #stop() {
    clearTimeout(this.#playing);
  }
}
