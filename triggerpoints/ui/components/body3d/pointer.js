// Mouse, pen and fingers on the turning body: one turns it, two move and pinch, a tap chooses, two taps fly there.

import { Gestures, wheelFactor, wheelZooms } from "../shared/gestures.js";
import { distance } from "../shared/geometry.js";
import { showTip } from "../shared/tip.js";
import { WHEEL } from "./words.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/**
 * @typedef {object} PointerActs What the body does; places are pixels of the picture.
 * @property {() => boolean} full Whether the picture fills the screen.
 * @property {(dx: number, dy: number) => void} turn
 * @property {(dx: number, dy: number) => void} move
 * @property {(factor: number, at: Point) => void} zoom
 * @property {(at: Point) => void} tap
 * @property {(at: Point) => void} fly
 * @property {(at: Point | null, event?: PointerEvent) => void} hover
 * @property {() => void} rest
 * @property {() => boolean} paints Whether one finger paints; then two turn.
 * @property {(at: Point) => void} paint
 * @property {() => void} finish
 * @property {() => void} drop
 */

const TWICE_MS = 350;
const TWICE_PX = 24;
const HOVER_MS = 60;

export class Pointer {
  #gestures = new Gestures();
  #stage;
  #acts;
  #moves = false;
  /** @type {{at: Point, time: number} | null} */
  #last = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hovering;

  /** @param {import("./stage.js").Stage} stage @param {PointerActs} acts @param {AbortSignal} signal */
  constructor(stage, acts, signal) {
    this.#stage = stage;
    this.#acts = acts;
    const { map } = stage;
    map.addEventListener("wheel", (event) => this.#onWheel(event), { signal, passive: false });
    map.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    map.addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    map.addEventListener("pointerup", (event) => this.#onUp(event), { signal });
    map.addEventListener("pointercancel", (event) => this.#onCancel(event), { signal });
    map.addEventListener("pointerleave", () => this.#leave(), { signal });
    map.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Point} */
  #at({ clientX, clientY }) {
    const box = this.#stage.map.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  #leave() {
    clearTimeout(this.#hovering);
    if (!this.#gestures.held) this.#acts.hover(null);
  }

  /** @param {WheelEvent} event */
  #onWheel(event) {
    const { deltaY, ctrlKey, metaKey } = event;
    const { map } = this.#stage;
    const root = /** @type {Document | ShadowRoot} */ (map.getRootNode());
    const ctrl = ctrlKey || metaKey;
    const focused = root.activeElement === map;
    const { held } = this.#gestures;
    if (wheelZooms({ deltaY, ctrl, held, focused, full: this.#acts.full(), zoom: 2 })) {
      event.preventDefault();
      this.#acts.zoom(wheelFactor(deltaY, ctrl), this.#at(event));
    } else showTip(this.#stage, [WHEEL], event);
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    if (event.button === 1) return;
    clearTimeout(this.#hovering);
    const isSecond = event.button === 2 || event.shiftKey;
    this.#moves = isSecond && !this.#acts.paints();
    this.#stage.map.setPointerCapture(event.pointerId);
    const draws = this.#acts.paints() && !isSecond;
    this.#act(this.#gestures.down(event.pointerId, [event.clientX, event.clientY], draws), event);
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    if (!this.#gestures.held) {
      if (event.pointerType === "touch") return;
      clearTimeout(this.#hovering);
      this.#hovering = setTimeout(() => this.#acts.hover(this.#at(event), event), HOVER_MS);
      return;
    }
    this.#act(this.#gestures.move(event.pointerId, [event.clientX, event.clientY], true), event);
  }

  /** @param {import("../shared/gestures.js").Action | null} action @param {PointerEvent} event */
  #act(action, event) {
    switch (action?.do) {
      case "pan":
        this.#stage.host.classList.add("panning");
        if (this.#moves) this.#acts.move(action.dx, action.dy);
        else this.#acts.turn(action.dx, action.dy);
        break;
      case "pinch": {
        const [clientX, clientY] = action.middle;
        if (this.#acts.paints()) this.#acts.turn(action.dx, action.dy);
        else this.#acts.move(action.dx, action.dy);
        this.#acts.zoom(action.factor, this.#at({ clientX, clientY }));
        break;
      }
      case "begin":
      case "draw":
        this.#acts.paint(this.#at(event));
        break;
      case "finish":
        this.#acts.finish();
        break;
      case "drop":
        this.#acts.drop();
        break;
      case "tap":
        if (event.button !== 2) this.#tap(event);
        break;
    }
  }

  /** @param {PointerEvent} event */
  #onUp(event) {
    this.#act(this.#gestures.up(event.pointerId), event);
    this.#rest();
  }

  /** @param {PointerEvent} event */
  #onCancel(event) {
    this.#act(this.#gestures.cancel(event.pointerId), event);
    this.#rest();
  }

  /** @param {PointerEvent} event */
  #tap(event) {
    const at = this.#at(event);
    const before = this.#last;
    const isSecond =
      before !== null && event.timeStamp - before.time < TWICE_MS && distance(before.at, at) < TWICE_PX;
    this.#last = isSecond ? null : { at, time: event.timeStamp };
    if (isSecond) this.#acts.fly(at);
    else this.#acts.tap(at);
  }

  #rest() {
    if (this.#gestures.held) return;
    this.#stage.host.classList.remove("panning");
    this.#acts.rest();
  }
}
