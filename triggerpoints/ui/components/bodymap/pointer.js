// Mouse and fingers on the map.

import { Gestures, wheelFactor, wheelZooms } from "../shared/gestures.js";
import { showTip } from "../shared/tip.js";
import { targetOf } from "../shared/dom.js";
import { WHEEL } from "./words.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("./frame.js").Place} Place */
/**
 * @typedef {object} PointerActs What the map does.
 * @property {() => boolean} draws Whether the pointer draws instead of choosing.
 * @property {() => boolean} full Whether the map fills the screen.
 * @property {(target: Element | null) => void} press The pointer came down.
 * @property {(target: Element | null, place: Place) => void} tap
 * @property {(target: Element | null, place?: Place) => void} hover
 * @property {(at: Point) => void} begin
 * @property {(at: Point) => void} draw
 * @property {() => void} drop
 * @property {() => void} finish
 */

export class Pointer {
  #gestures = new Gestures();
  #stage;
  #frame;
  #acts;

  /**
   * @param {import("./stage.js").Stage} stage
   * @param {import("./frame.js").Frame} frame
   * @param {PointerActs} acts
   * @param {AbortSignal} signal
   */
  constructor(stage, frame, acts, signal) {
    this.#stage = stage;
    this.#frame = frame;
    this.#acts = acts;
    const { map } = stage;
    map.addEventListener("wheel", (event) => this.#onWheel(event), { signal, passive: false });
    map.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    map.addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    map.addEventListener("pointerup", (event) => this.#onUp(event), { signal });
    map.addEventListener("pointercancel", (event) => this.#onCancel(event), { signal });
    map.addEventListener("pointerleave", () => !this.#gestures.held && acts.hover(null), { signal });
  }

  /** @param {WheelEvent} event */
  #onWheel(event) {
    const { deltaY, ctrlKey, metaKey } = event;
    const { map } = this.#stage;
    const root = /** @type {Document | ShadowRoot} */ (map.getRootNode());
    const ctrl = ctrlKey || metaKey;
    const focused = map.contains(root.activeElement);
    const { held } = this.#gestures;
    if (wheelZooms({ deltaY, ctrl, held, focused, full: this.#acts.full(), zoom: this.#frame.zoom })) {
      event.preventDefault();
      this.#frame.zoomBy(wheelFactor(deltaY, ctrl), this.#frame.at(event));
    } else if (!focused) showTip(this.#stage, [WHEEL], event);
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    if (event.button > 0) return;
    this.#acts.press(targetOf(event));
    const { pointerId, clientX, clientY } = event;
    this.#act(this.#gestures.down(pointerId, [clientX, clientY], this.#acts.draws()), event);
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    const { pointerId, pointerType, clientX, clientY } = event;
    if (this.#gestures.held) {
      this.#act(this.#gestures.move(pointerId, [clientX, clientY], this.#frame.zoom > 1), event);
    } else if (pointerType !== "touch") this.#acts.hover(targetOf(event), event);
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

  #rest() {
    if (!this.#gestures.held) this.#stage.host.classList.remove("panning");
  }

  /** @param {import("../shared/gestures.js").Action | null} action @param {PointerEvent} event */
  #act(action, event) {
    switch (action?.do) {
      case "tap":
        this.#acts.tap(targetOf(event), event);
        break;
      case "pan":
        this.#stage.map.setPointerCapture(event.pointerId);
        this.#stage.host.classList.add("panning");
        this.#acts.hover(null);
        this.#frame.pan(action.dx, action.dy);
        break;
      case "pinch": {
        const [clientX, clientY] = action.middle;
        this.#frame.pan(action.dx, action.dy);
        this.#frame.zoomBy(action.factor, this.#frame.at({ clientX, clientY }));
        break;
      }
      case "begin":
        this.#stage.map.setPointerCapture(event.pointerId);
        this.#acts.begin(this.#frame.at(event));
        break;
      case "draw":
        this.#acts.draw(this.#frame.at(event));
        break;
      case "drop":
        this.#acts.drop();
        break;
      case "finish":
        this.#acts.finish();
        break;
    }
  }
}
