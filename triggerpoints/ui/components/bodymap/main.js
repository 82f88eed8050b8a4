// Entry: Streamlit calls this on every rerun with Python's data.

// All modules are named here, so that the browser asks for them at once, not one after the other as they import
// each other.
import "./camera.js";
import "./choice.js";
import "./controls.js";
import "./early.js";
import "./first_look.js";
import "./frame.js";
import "../shared/gestures.js";
import "./keyboard.js";
import "./keys.js";
import "./marks.js";
import "./outlines.js";
import "./painting.js";
import "./pattern.js";
import "./pointer.js";
import "./previews.js";
import "./stage.js";
import "./words.js";
import "./zones.js";
import "../shared/card_ahead.js";
import "../shared/dom.js";
import "../shared/files.js";
import "../shared/geometry.js";
import "../shared/key.js";
import "../shared/full_screen.js";
import "../shared/reports.js";
import "../shared/tip.js";
import "../shared/widgets.js";
import { BodyMap } from "./body_map.js";
import { firstLook, keep, whenStyled } from "./first_look.js";
import { afterPaint } from "../shared/after_paint.js";

/** @typedef {import("../payload").ComponentData} Data */
/**
 * @typedef {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** @type {WeakMap<HTMLElement | ShadowRoot, BodyMap>} */
const maps = new WeakMap();

/** @type {import("./first_look.js").FirstLook | null} */
let first = null;
let isBegun = false;

/** Draw the map as this browser has drawn it before, while Streamlit and the server are still at work. */
export async function begin() {
  while (!document.body) await new Promise(requestAnimationFrame);
  if (!isBegun) first = firstLook();
  isBegun = true;
}

/**
 * Without its style sheet the map looks broken for a moment: until it is there the body's shape stays.
 * @param {HTMLElement | ShadowRoot} parentElement @param {HTMLElement} host
 */
function waitForStyle(parentElement, host) {
  const sheet = parentElement.querySelector("link");
  if (!sheet || sheet.sheet) return;
  host.classList.add("unstyled");
  whenStyled(sheet, () => host.classList.remove("unstyled"));
}

/** The map that is to stand in a place: the one that was there before the place, or a new one. @param {HTMLElement} place @param {Data} data */
function mapFor(place, data) {
  const before = first;
  first = null;
  isBegun = true;
  if (before?.fits(data)) return before.moveTo(place);
  before?.drop();
  return new BodyMap(place, data);
}

/** @param {Component} component @returns {() => void} */
export default function bodymap({ data, parentElement, setTriggerValue }) {
  let map = maps.get(parentElement);
  const isNew = !map;
  if (!map) {
    const place = parentElement.querySelector("#bodymap");
    if (!(place instanceof HTMLElement)) throw new Error("The body map has no place on the page.");
    waitForStyle(parentElement, place);
    map = mapFor(place, data);
    maps.set(parentElement, map);
    keep(map.host, data);
  }
  map.send = afterPaint((items) => setTriggerValue("events", { items }));
  if (isNew) map.tellAll();
  if (isNew || !data.provisional) void map.update(data);
  return () => {
    map.destroy();
    maps.delete(parentElement);
  };
}
