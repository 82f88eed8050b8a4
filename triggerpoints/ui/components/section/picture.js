// A drawing from Python: names on hover, a place by click or keyboard.

import { boxOf, middleOf, moved } from "./place.js";
import { html, svg, targetOf } from "../shared/dom.js";
import { round } from "../shared/geometry.js";
import { showTip } from "../shared/tip.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("../payload").PictureData} Data */

const NARROW_PX = 520; // below this width the names beside the picture would leave no room
const HELP = "Arrow keys move the cross, with Shift in small steps; Enter takes the place under it.";

export class Picture {
  /** @type {(place: {x: number, y: number, n: number}) => void} */
  send = () => undefined;
  #parts;
  #drawn = "";
  #click = false;
  #count = 0;
  /** @type {SVGSVGElement | null} */
  #svg = null;
  /** @type {Point | null} Where the cross of the keyboard is. */
  #at = null;
  #resized;

  /** @param {HTMLElement} host */
  constructor(host) {
    const picture = html("div", { class: "picture" });
    const tip = html("div", { id: "tip", "aria-hidden": "true" });
    const help = html("div", { class: "unseen", id: "help" }, HELP);
    host.replaceChildren(picture, tip, help);
    this.#parts = { host, stage: host, picture, tip };
    picture.addEventListener("pointermove", (event) => this.#name(event));
    picture.addEventListener("pointerdown", (event) => this.#name(event));
    picture.addEventListener("pointerleave", () => showTip(this.#parts, []));
    picture.addEventListener("click", (event) => this.#take(event));
    picture.addEventListener("keydown", (event) => this.#onKey(event));
    picture.addEventListener("focusout", () => this.#showCross(null));
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(host);
  }

  destroy() {
    this.#resized.disconnect();
  }

  /** @param {Data} data */
  update({ svg: drawing, card, click, tallest, stamp }) {
    const { host, picture } = this.#parts;
    picture.className = ["picture", card ? "card" : "", click ? "click" : ""].join(" ").trim();
    host.style.setProperty("--tallest", tallest);
    this.#click = click;
    if (this.#drawn !== drawing) this.#draw(drawing);
    this.#fit();
    host.dataset.stamp = stamp;
  }

  /** @param {string} drawing */
  #draw(drawing) {
    const { picture } = this.#parts;
    const root = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
    if (!(root instanceof SVGSVGElement)) throw new Error("The picture of the section is damaged.");
    const hadFocus = this.#svg !== null && this.#svg.matches(":focus");
    this.#drawn = drawing;
    this.#svg = document.importNode(root, true);
    if (this.#click) {
      this.#svg.setAttribute("tabindex", "0");
      this.#svg.setAttribute("role", "application");
      this.#svg.setAttribute("aria-describedby", "help");
    }
    picture.replaceChildren(this.#svg);
    showTip(this.#parts, []);
    if (hadFocus) {
      this.#svg.focus({ preventScroll: true });
      this.#showCross(this.#at);
    }
  }

  /** On a narrow page the names beside the picture are left out, the target's stands in it; the list has all. */
  #fit() {
    const { clip, wide } = this.#svg?.dataset ?? {};
    if (!this.#svg || clip === undefined) return;
    this.#svg.dataset.wide = wide ?? this.#svg.getAttribute("viewBox") ?? "";
    const narrow = this.#parts.host.clientWidth < NARROW_PX;
    this.#svg.setAttribute("viewBox", narrow ? clip : this.#svg.dataset.wide);
    this.#svg.classList.toggle("narrow", narrow);
  }

  /** @param {PointerEvent} event */
  #name(event) {
    const named = targetOf(event)?.closest("[data-t]");
    showTip(this.#parts, [named?.getAttribute("data-t") ?? ""], event);
  }

  /** @param {MouseEvent} event */
  #take({ clientX, clientY }) {
    if (!this.#click || !this.#svg) return;
    const p = new DOMPoint(clientX, clientY).matrixTransform(this.#svg.getScreenCTM()?.inverse());
    this.#report([round(p.x), round(p.y)]);
  }

  /** @param {Point} place */
  #report([x, y]) {
    this.send({ x, y, n: ++this.#count });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (!this.#click || !this.#svg || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = boxOf(this.#svg.getAttribute("viewBox"));
    const at = this.#at ?? middleOf(box);
    const next = moved(at, event, box);
    if (next) this.#showCross(next);
    else if (event.key === "Enter" || event.key === " ") this.#report(at);
    else return;
    event.preventDefault();
  }

  /** @param {Point | null} at */
  #showCross(at) {
    this.#svg?.querySelector(".cross")?.remove();
    if (!at || !this.#svg) return;
    this.#at = at;
    const { width, height } = boxOf(this.#svg.getAttribute("viewBox"));
    const reach = Math.max(width, height) / 40;
    const d = `M${at[0] - reach} ${at[1]}h${2 * reach}M${at[0]} ${at[1] - reach}v${2 * reach}`;
    this.#svg.append(
      svg(
        "g",
        { class: "cross", "aria-hidden": "true" },
        svg("path", { class: "casing", d }),
        svg("path", { class: "line", d }),
      ),
    );
  }
}
