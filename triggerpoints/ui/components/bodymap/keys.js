// The keyboard on the map: walking through the shapes, zooming, steering the brush.

import { commandOf, next, nudged } from "./keyboard.js";
import { round } from "../shared/geometry.js";
import { targetOf } from "../shared/dom.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("./marks.js").DrawnMark} DrawnMark */
/**
 * @typedef {object} KeyActs What the map does.
 * @property {() => import("../payload").Mode} mode
 * @property {() => import("../payload").Brush} brush
 * @property {() => string} start Shape from which the first step goes on.
 * @property {() => boolean} close Close what lies over the map; whether something did.
 * @property {(target: Element | null) => DrawnMark | null} markOf
 * @property {(mark: DrawnMark) => void} mark
 * @property {(id: string, side: string) => void} choose
 * @property {(shape: SVGElement | null) => void} walked
 * @property {(mark: DrawnMark | null) => void} focusMark
 * @property {() => void} clear
 * @property {(at: Point | null) => void} showBrush
 * @property {(at: Point) => void} dot
 */

export class Keys {
  #frame;
  #outlines;
  #acts;
  /** @type {string | null} The shape that the keys have walked to. */
  #here = null;
  /** @type {Point | null} */
  #brushAt = null;

  /**
   * @param {import("./stage.js").Stage} stage
   * @param {import("./frame.js").Frame} frame
   * @param {import("./outlines.js").Outlines} outlines
   * @param {KeyActs} acts
   * @param {AbortSignal} signal
   */
  constructor({ map, stage }, frame, outlines, acts, signal) {
    this.#frame = frame;
    this.#outlines = outlines;
    this.#acts = acts;
    map.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    map.addEventListener("blur", () => this.leave(), { signal });
    map.addEventListener("focusin", (event) => this.#onFocus(acts.markOf(targetOf(event))), { signal });
    map.addEventListener("focusout", () => this.#onFocus(null), { signal });
    stage.addEventListener("keydown", (event) => this.#onEscape(event), { signal });
  }

  /** Begin anew: the shapes are others. */
  leave() {
    this.#walkTo(null);
  }

  /** The brush stands in the middle of another view. */
  forgetBrush() {
    this.#brushAt = null;
  }

  /** On a button of the map: Escape closes what lies over it. @param {KeyboardEvent} event */
  #onEscape(event) {
    if (event.key === "Escape" && !event.defaultPrevented && this.#acts.close()) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const mark = this.#acts.markOf(targetOf(event));
    const command = commandOf(event, { mode: this.#acts.mode(), onMark: mark !== null });
    if (!command) return;
    event.preventDefault();
    switch (command.do) {
      case "zoom":
        this.#frame.zoomBy(command.factor);
        break;
      case "whole":
        this.#frame.whole();
        break;
      case "clear":
        if (this.#acts.close()) break;
        this.leave();
        this.#acts.clear();
        break;
      case "mark":
        if (mark) this.#acts.mark(mark);
        break;
      case "step":
        this.#walkTo(next(this.#outlines.order, this.#here ?? this.#acts.start(), command.by));
        break;
      case "choose":
        this.#choose();
        break;
      case "nudge":
        this.#steer((at) => nudged(at, command.way, this.#acts.brush().radius_px));
        break;
      case "dot":
        this.#acts.dot(this.#steer(([x, y]) => [round(x), round(y)]));
        break;
    }
  }

  #choose() {
    const [id, side] = this.#here?.split(" ") ?? [];
    if (id && side) this.#acts.choose(id, side);
  }

  /** @param {(at: Point) => Point} move */
  #steer(move) {
    this.#brushAt = move(this.#brushAt ?? this.#frame.centre);
    this.#acts.showBrush(this.#brushAt);
    return this.#brushAt;
  }

  /** @param {string | null} key */
  #walkTo(key) {
    if (this.#here) this.#outlines.byKey.get(this.#here)?.classList.remove("lit");
    const shape = (key && this.#outlines.byKey.get(key)) || null;
    this.#here = shape && key;
    shape?.classList.add("lit");
    this.#acts.walked(shape);
  }

  /** @param {DrawnMark | null} mark */
  #onFocus(mark) {
    this.#acts.focusMark(mark?.element.matches(":focus-visible") ? mark : null);
    if (!mark) this.#acts.showBrush(null);
  }
}
