// A map that this browser has drawn before is there before the server answers.
//
// What a page's map began with and where it lay is kept once it has been drawn, by the page's address. At the next
// visit it is drawn there as soon as its scripts have run, and takes taps; it becomes the page's map when Streamlit
// has made its place, and is told then what Python says now.

import { BodyMap } from "./body_map.js";
import { html } from "../shared/dom.js";

/** @typedef {import("../payload").ComponentData} Data */
/**
 * @typedef {{page: string, width: number, height: number, dark: boolean}} Place
 * Where and how a page is shown; a look is of use only in the same.
 * @typedef {{left: number, top: number, width: number, height: number}} Box On the screen, the page not scrolled.
 * @typedef {Place & {box: Box, names: Record<string, string>, data: Data, scripts: string[], files: string[]}} Look
 */

const KEY = "first look";
const INHERITED = [
  "--st-font",
  "--st-text-color",
  "--st-background-color",
  "--st-secondary-background-color",
];
const SETTLED_MS = 700; // what stands above the map may still come
const PATIENCE_MS = 15_000; // a page that has no place for the map by then will not have one

/** @returns {Place} */
const here = () => ({
  page: location.pathname,
  width: innerWidth,
  height: innerHeight,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
});

/** Whether a look was kept in the same place. @param {unknown} kept @param {Place} place @returns {kept is Look} */
export function isOf(kept, place) {
  if (!kept || typeof kept !== "object" || !("box" in kept) || !("data" in kept)) return false;
  return Object.entries(place).every(([name, value]) => /** @type {any} */ (kept)[name] === value);
}

/**
 * Whether a map is as it begins for anybody: nothing of what a reader chose, marked or asked for may be kept here.
 *
 * @param {Data} data
 * @param {string} search What the page's address asks for.
 */
export function isBeginning(data, search) {
  const { mode, selected, pattern, areas = [], strokes, involved, previews = {}, heard } = data;
  const isEmpty = selected === null && pattern === null && !areas.length && !strokes.length && !involved;
  return isEmpty && !Object.keys(previews).length && search === "" && mode === "pick" && heard === 0;
}

/** @returns {Look | null} */
function read() {
  try {
    /** @type {unknown} */
    const kept = JSON.parse(localStorage.getItem(`${KEY} ${location.pathname}`) ?? "null");
    return isOf(kept, here()) ? kept : null;
  } catch {
    return null; // a browser that keeps nothing, or something else was kept
  }
}

/** Addresses of the map's scripts, to ask for all at once. */
function ownScripts() {
  const folder = new URL("..", import.meta.url).href;
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(folder) && name.endsWith(".js"));
}

/** Keep how the map of this page begins. @param {HTMLElement} host @param {Data} data */
export function keep(host, data) {
  if (!isBeginning(data, location.search)) return;
  const [page] = performance.getEntriesByType("navigation");
  const { pathname } = location;
  if (page && new URL(page.name).pathname !== pathname) return; // it will not be the first page of a visit here
  setTimeout(() => {
    const { left, top, width, height } = host.getBoundingClientRect();
    const isScrolled = [...document.querySelectorAll("[data-testid=stMain]")].some(
      (part) => part.scrollTop > 0,
    );
    if (!width || !height || isScrolled || location.pathname !== pathname || location.search) return;
    const style = getComputedStyle(host);
    const names = Object.fromEntries(INHERITED.map((name) => [name, style.getPropertyValue(name)]));
    names["--tp-stage-height"] = style.getPropertyValue("--tp-stage-height");
    /** @type {Look} */
    const look = {
      ...here(),
      box: { left, top, width, height },
      names,
      data,
      scripts: ownScripts(),
      files: [data.shapes_url, data.names_url].filter((file) => file !== undefined),
    };
    try {
      localStorage.setItem(`${KEY} ${pathname}`, JSON.stringify(look));
    } catch {
      // a browser that keeps nothing waits for the server
    }
  }, SETTLED_MS);
}

/** The map that was drawn before the server answered, until it is on the page. */
export class FirstLook {
  #ended = new AbortController();
  #outer = html("div", { class: "tp-first-look" });
  #host = html("div", { id: "bodymap" });
  #page = location.pathname;
  map;

  /** @param {Look} look */
  constructor({ box, names, data }) {
    const { signal } = this.#ended;
    const { style } = this.#outer;
    style.position = "fixed";
    for (const side of /** @type {const} */ (["left", "top", "width", "height"]))
      style[side] = `${box[side]}px`;
    for (const [name, value] of Object.entries(names)) if (value) style.setProperty(name, value);
    const sheet = html("link", { rel: "stylesheet", href: new URL(data.style, document.baseURI).href });
    this.#outer.attachShadow({ mode: "open" }).append(sheet, this.#host);
    this.#outer.style.visibility = "hidden";
    whenStyled(sheet, () => this.#outer.style.removeProperty("visibility"));
    document.body.append(this.#outer);
    this.map = new BodyMap(this.#host, data);
    void this.map.update(data);
    const follow = (/** @type {Event} */ { target }) => {
      if (target instanceof Element) style.translate = `0 ${-target.scrollTop}px`;
    };
    addEventListener("scroll", follow, { capture: true, signal });
    const watch = setInterval(() => this.#isElsewhere() && this.drop(), 100);
    const last = setTimeout(() => this.drop(), PATIENCE_MS);
    signal.addEventListener("abort", () => [watch, last].forEach(clearInterval));
  }

  /** @param {Data} data Of a map that has its place now. */
  fits(data) {
    return !this.#ended.signal.aborted && !this.#isElsewhere() && data.mode === "pick";
  }

  /** Put the map in the place that was made for it, once its style is there. @param {HTMLElement} place */
  moveTo(place) {
    this.#ended.abort();
    const sheet = /** @type {Document | ShadowRoot} */ (place.getRootNode()).querySelector("link");
    whenStyled(sheet, () => {
      const root = /** @type {ShadowRoot} */ (this.#host.getRootNode());
      const focused = root.activeElement;
      place.replaceWith(this.#host);
      this.#outer.remove();
      if (focused instanceof HTMLElement || focused instanceof SVGElement)
        focused.focus({ preventScroll: true });
    });
    return this.map;
  }

  drop() {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.map.destroy();
    this.#outer.remove();
  }

  #isElsewhere() {
    return location.pathname !== this.#page;
  }
}

/** @param {HTMLLinkElement | null} sheet @param {() => void} act */
export function whenStyled(sheet, act) {
  if (!sheet || sheet.sheet) act();
  else for (const event of ["load", "error"]) sheet.addEventListener(event, act, { once: true });
}

/** @returns {FirstLook | null} */
export function firstLook() {
  const look = read();
  return look && new FirstLook(look);
}
