// The body map: one static picture under SVG outlines. Python sends small state, the geometry is fetched once.
//
// update(data) is called on every rerun and must be idempotent. What belongs to the reader alone (zoom, hover, the
// stroke being drawn) stays here; what the reader chooses is shown at once and Python hears of it afterwards.

import { ChoiceControls, drawOffer } from "./controls.js";
import { EarlyTap } from "./early.js";
import { Frame } from "./frame.js";
import { FullScreen } from "../shared/full_screen.js";
import { Keys } from "./keys.js";
import { Outlines } from "./outlines.js";
import { Painting, strokeOf } from "./painting.js";
import { NOTHING, Pattern } from "./pattern.js";
import { Pointer } from "./pointer.js";
import { Reports } from "../shared/reports.js";
import { ALL_POINTS, HELP, nameOf, shownInWords, sideOfView, UNLOADED, UNPICTURED } from "./words.js";
import { buildStage, isCoarse, isThere, label, setPicture, setView, sharpen, unpictured } from "./stage.js";
import { changed, choiceOf, neighbours, patternAddress, sceneOf, sideOf, turnedOf } from "./choice.js";
import { fetchJson, fetchPicture, fetchWhenIdle } from "../shared/files.js";
import { listenForPreviews } from "./previews.js";
import { markName } from "../shared/key.js";
import { Bar, ZoomControls } from "../shared/widgets.js";
import { CardAhead } from "../shared/card_ahead.js";
import { showTip } from "../shared/tip.js";

/** @typedef {import("../shared/geometry.js").Point} Point */
/** @typedef {import("../payload").ComponentData} Data */
/** @typedef {import("../payload").PatternFile} PatternFile */
/** @typedef {import("../payload").PatternOf} PatternOf */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./frame.js").Place} Place */

const MAX_FOCUS = 3; // a muscle opened from outside the map is zoomed to, but not so far that the body is lost
const DWELL_MS = 60; // how long the pointer rests on a muscle before its points, zones and card are fetched

export class BodyMap {
  /** @type {(items: import("../shared/reports.js").Report[]) => void} */
  send = () => undefined;
  #events = new AbortController();
  #data;
  #choice;
  #scene;
  /** @type {import("../payload").MapIndex | null} */
  #index = null;
  /** @type {string | undefined} */
  #indexUrl;
  #reports;
  #stage;
  #frame;
  #outlines;
  #pattern;
  #painting;
  #card;
  #keys;
  #full;
  #bar;
  #zoom;
  /** @type {ChoiceControls | null} */
  #controls = null;
  #resized;
  /** @type {import("./words.js").Names} */
  #names = {};
  /** @type {string | undefined} The view that is drawn. */
  #view;
  #turn = 0; // counts the drawings, so that a late file does not draw over a newer one
  /** @type {number | undefined} */
  #focus;
  /** @type {string | null | undefined} */
  #said;
  /** @type {Element | null} */
  #lit = null;
  /** A tap before the outlines were there. */
  #early;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #expected;
  /** @type {AbortController | null} */
  #idle = null;

  /** @param {HTMLElement} host @param {Data} data */
  constructor(host, data) {
    const { signal } = this.#events;
    this.#data = data;
    this.#choice = choiceOf(data);
    this.#scene = sceneOf(data, this.#choice, null);
    this.#reports = new Reports(data.heard);
    this.#stage = buildStage(host);
    this.#frame = new Frame(this.#stage, () => this.#moved());
    this.#outlines = new Outlines(this.#stage);
    this.#early = new EarlyTap(host, this.#frame);
    this.#pattern = new Pattern(this.#stage, this.#scene);
    this.#painting = new Painting(this.#stage);
    this.#card = new CardAhead(() => this.#reports.ahead);
    this.#full = new FullScreen(host, (full) => this.#bar.showFull(full), signal);
    this.#bar = new Bar(() => this.#full.turn());
    this.#zoom = new ZoomControls({
      in: () => this.#frame.zoomBy(1.5),
      out: () => this.#frame.zoomBy(1 / 1.5),
      selection: () => this.#zoomToSelection(),
      whole: () => this.#frame.whole(),
    });
    this.#stage.stage.prepend(this.#bar.element);
    this.#stage.stage.append(this.#zoom.group);
    this.#stage.offer.addEventListener("click", () => this.#takeOffer(), { signal });
    this.#keys = new Keys(this.#stage, this.#frame, this.#outlines, this.#keyActs(), signal);
    void new Pointer(this.#stage, this.#frame, this.#pointerActs(), signal);
    listenForPreviews(
      () => this.#data.previews,
      (zones) => this.#pattern.preview(zones),
      signal,
    );
    this.#resized = new ResizeObserver(() => this.#fit());
    for (const element of [this.#stage.stage, this.#bar.element]) this.#resized.observe(element);
  }

  destroy() {
    this.#events.abort();
    this.#idle?.abort();
    this.#resized.disconnect();
    this.#card.destroy();
    clearTimeout(this.#expected);
  }

  // ---- what Python says and hears ------------------------------------------------------------

  get host() {
    return this.#stage.host;
  }

  /** Tell what was chosen before there was anybody to tell. */
  tellAll() {
    const { items } = this.#reports;
    if (items.length) this.send(items);
  }

  /** Python answered. @param {Data} data */
  async update(data) {
    this.#data = data;
    if (this.#reports.answered(data.heard)) this.send(this.#reports.items);
    if (!this.#reports.ahead) this.#choice = choiceOf(data);
    this.#card.answered(data.cards, this.#choice.selected);
    void this.#loadIndex(data.index);
    await this.#draw();
  }

  /** With the index the map can answer by itself. @param {string | undefined} url */
  async #loadIndex(url) {
    if (!url || url === this.#indexUrl) return;
    const before = this.#indexUrl;
    this.#indexUrl = url;
    /** @type {import("../payload").MapIndex | null} */
    const index = await fetchJson(url).catch(() => null);
    if (this.#indexUrl !== url || this.#events.signal.aborted) return;
    if (!index) {
      this.#indexUrl = before;
      return;
    }
    this.#index = index;
    if (!this.#controls) this.#showControls(index); // those of another figure are the same
    await this.#draw();
  }

  /** @param {import("../payload").MapIndex} index */
  #showControls(index) {
    this.#controls = new ChoiceControls(
      index,
      this.#bar,
      (change) => this.#change(change),
      () => this.#choice,
    );
    this.#bar.element.after(...this.#controls.overMap);
    this.#stage.host.classList.add("controlled");
    this.#fit(); // the bar may be as high as before, so that nothing else says that it counts now
  }

  /** The reader changed what is shown. @param {Partial<Choice>} change */
  #change(change) {
    this.#report({ n: 0, kind: "show", ...turnedOf(this.#choice, change) });
    this.#choice = changed(this.#choice, change, this.#index);
    void this.#draw();
  }

  /** @param {string | null} id @param {string | null} side @param {Point} at */
  #pick(id, side, [x, y] = [0, 0]) {
    if (this.#index?.selects && id !== this.#choice.selected) {
      const shown = id === null ? this.#choice.side : sideOf(this.#choice.side, side);
      this.#choice = changed(this.#choice, { selected: id, side: shown }, this.#index);
      void this.#draw();
      this.#card.choose(id);
    }
    this.#report({ n: 0, kind: "pick", id, side, x, y });
  }

  /** @param {string | null} point */
  #choosePoint(point) {
    this.#choice = { ...this.#choice, point };
    this.#scene = { ...this.#scene, point };
    this.#pattern.choose(this.#scene);
    this.#report({ n: 0, kind: "point", id: point });
  }

  #takeOffer() {
    const offer = this.#offer;
    if (!offer) return;
    this.#stage.map.focus({ preventScroll: true }); // the button may be gone then
    if (this.#index) this.#change({ view: offer.id });
    else this.#report({ n: 0, kind: "show", view: offer.id });
  }

  /** Where the map offers to go: what Python says, or on a map that answers by itself the file of the pattern. */
  get #offer() {
    return this.#scene.offer ?? (this.#index?.selects ? this.#pattern.offer : null);
  }

  /** @param {import("../shared/reports.js").Report} report */
  #report(report) {
    this.send(this.#reports.add(report));
  }

  // ---- what is drawn -------------------------------------------------------------------------

  async #draw() {
    const scene = sceneOf(this.#data, this.#choice, this.#index);
    const { view } = scene;
    const { host, map, help, start, end, title } = this.#stage;
    this.#scene = scene;
    host.dataset.mode = scene.mode;
    map.setAttribute("aria-label", scene.label);
    help.textContent = scene.help ?? HELP[scene.mode];
    label(start, sideOfView(view.sides?.[0], scene));
    label(end, sideOfView(view.sides?.[1], scene));
    label(title, view.title);
    this.#controls?.show(this.#choice);
    const isNew = this.#view !== view.id;
    if (isNew) this.#openView();
    void this.#showPicture(isNew);
    this.#painting.drawAreas(scene.areas ?? [], this.#frame.unit);
    this.#drawStrokes();
    if (this.#frame.ready) this.#frame.show();
    else this.#fit();
    await this.#load(++this.#turn);
  }

  #openView() {
    const { view } = this.#scene;
    this.#view = view.id;
    setView(this.#stage, view);
    this.#frame.open(view);
    this.#keys.leave();
    this.#keys.forgetBrush();
    this.#outlines.clear();
    this.#pattern.draw(this.#scene, NOTHING, this.#frame.unit);
  }

  /** The picture of the view and layer; until it is there the body's shape, or the layer before. @param {boolean} isNewView */
  async #showPicture(isNewView) {
    const { picture, placeholder, problem } = this.#stage;
    const { picture: url, placeholder: shape, sharp } = this.#scene;
    setPicture(placeholder, shape);
    if (isNewView) picture.removeAttribute("href");
    const there = await isThere(url);
    if (url !== this.#scene.picture) return;
    if (!there) {
      unpictured(picture, problem);
      return;
    }
    if (problem.textContent === UNPICTURED) label(problem, "");
    setPicture(picture, url, sharp);
    this.#sharpen();
  }

  /** Finer pixels where those of the picture have become large; nobody who does not zoom in fetches them. */
  #sharpen() {
    if (!isCoarse(this.#frame.zoom, this.#frame.unit, devicePixelRatio)) return;
    const { picture, bright } = this.#stage;
    for (const image of [picture, bright]) void sharpen(image, this.#scene.sharp);
  }

  /** Fetch outlines, names, points and zones, then draw what depends on them. @param {number} turn */
  async #load(turn) {
    const scene = this.#scene;
    let files;
    try {
      files = await Promise.all([
        /** @type {Promise<import("./outlines.js").Shapes>} */ (fetchJson(scene.shapes_url)),
        /** @type {Promise<import("./words.js").Names>} */ (fetchJson(scene.names_url)),
        this.#fetchPattern(scene.pattern),
      ]);
    } catch {
      if (turn === this.#turn) label(this.#stage.problem, UNLOADED);
      return;
    }
    if (turn !== this.#turn) return; // a newer answer or a choice came meanwhile
    if (this.#stage.problem.textContent === UNLOADED) label(this.#stage.problem, "");
    this.#show(...files);
    this.#takeEarlyTap();
    this.#fetchNeighbours();
  }

  /** @param {import("./outlines.js").Shapes} shapes @param {import("./words.js").Names} names @param {PatternFile} pattern */
  #show(shapes, names, pattern) {
    const scene = this.#scene;
    const { selected, view, layer, point, focus } = scene;
    this.#names = names;
    if (this.#outlines.draw(scene, shapes, Object.keys(names))) this.#keys.leave();
    this.#outlines.drawSelected(scene);
    this.#sharpen();
    this.#pattern.draw(scene, pattern, this.#frame.unit);
    this.#stage.shown.textContent = shownInWords(scene, names, pattern);
    this.#zoom.selection.disabled = !this.#outlines.partsOf(scene) && this.#pattern.empty;
    drawOffer(this.#stage.offer, this.#offer);
    if (this.#said !== undefined && this.#said !== selected && selected !== null) {
      this.#say(`${nameOf(names, selected, null, scene)[0]} selected.`);
    }
    this.#said = selected;
    this.#frame.openOn(scene.zoom_to ?? []);
    if (selected !== null && focus !== this.#focus) this.#zoomToSelection(view.title ? 1 : MAX_FOCUS);
    this.#focus = focus;
    this.#stage.host.dataset.ready = view.id;
    this.#stage.host.dataset.shown = `${view.id} ${layer} ${selected ?? ""} ${point ?? ""}`;
  }

  /** What the next turn of view or layer will need. */
  #fetchNeighbours() {
    this.#idle?.abort();
    if (!this.#index) return;
    this.#idle = new AbortController();
    const { pictures, shapes, views } = neighbours(this.#index, this.#choice);
    const { pattern } = this.#scene;
    fetchWhenIdle(
      [
        ...pictures.map((url) => () => fetchPicture(url)),
        ...shapes.map((url) => () => fetchJson(url)),
        ...(pattern ? views.map((view) => () => this.#fetchPattern(pattern, view)) : []),
      ],
      this.#idle.signal,
    );
  }

  /**
   * Points and zones of a muscle on a side of the body.
   *
   * @param {PatternOf | null} pattern
   * @param {string} view
   * @returns {Promise<PatternFile>}
   */
  #fetchPattern(pattern, view = this.#scene.zones_of) {
    if (!pattern) return Promise.resolve(NOTHING);
    return fetchJson(patternAddress(this.#data.overlays, view, pattern));
  }

  /** Fetch the points, zones and card of a muscle that may be clicked next. @param {Element | null} target @param {number} [wait_ms] */
  #expect(target, wait_ms = DWELL_MS) {
    clearTimeout(this.#expected);
    const { id, side } = shapeOf(target)?.dataset ?? {};
    if (!this.#index?.selects || !id) return;
    const pattern = { muscle: id, side: sideOf(this.#choice.side, side ?? null) };
    this.#expected = setTimeout(() => {
      this.#fetchPattern(pattern).catch(() => undefined);
      void this.#card.fetch(id);
    }, wait_ms);
  }

  #fit() {
    const { element } = this.#bar;
    // the style sheet decides where the bar stands above the whole picture, not beside it
    const above = this.#controls && getComputedStyle(element).getPropertyValue("--above").trim() === "1";
    this.#frame.fit(above ? element.offsetHeight + 8 : 0);
  }

  #moved() {
    this.#sharpen();
    this.#pattern.marks.place(this.#frame.unit);
    this.#painting.place(this.#frame.unit);
  }

  /** @param {number} [limit] */
  #zoomToSelection(limit) {
    const { outline } = this.#stage;
    this.#frame.zoomTo([...(outline.childNodes.length ? [outline] : []), ...this.#pattern.parts], limit);
  }

  // ---- pointer and keyboard ------------------------------------------------------------------

  /** @returns {import("./pointer.js").PointerActs} */
  #pointerActs() {
    return {
      draws: () => this.#scene.mode !== "pick",
      full: () => this.#full.on,
      press: (target) => {
        this.#controls?.close();
        this.#expect(target, 0);
      },
      tap: (target, place) => this.#tap(target, place),
      hover: (target, place) => this.#hover(target, place),
      begin: (at) => this.#painting.begin(at),
      draw: (at) => this.#painting.draw(at, this.#brush),
      drop: () => this.#painting.drop(),
      finish: () => this.#keep(this.#painting.finish(this.#brush, this.#frame.unit * 2)),
    };
  }

  /** @returns {import("./keys.js").KeyActs} */
  #keyActs() {
    return {
      mode: () => this.#scene.mode,
      brush: () => this.#brush,
      start: () => `${this.#choice.selected} ${this.#choice.side === "left" ? "left" : "right"}`,
      close: () => this.#close(),
      markOf: (target) => this.#pattern.marks.of(target),
      mark: ({ mark }) => this.#pressMark(mark),
      choose: (id, side) => this.#pick(id, side),
      walked: (shape) => this.#walked(shape),
      focusMark: (drawn) => this.#pattern.focus(drawn?.mark.point ?? null),
      clear: () => this.#clear(),
      showBrush: (at) => this.#painting.showBrush(at, this.#brush.radius_px),
      dot: (at) => this.#keep(strokeOf([at], this.#brush, 1)),
    };
  }

  /** @param {Element | null} target @param {Place} place */
  #tap(target, place) {
    const drawn = this.#pattern.marks.of(target);
    if (drawn) this.#pressMark(drawn.mark);
    else if (!this.#outlines.shapes) this.#early.note(place);
    else {
      const { id, side } = shapeOf(target)?.dataset ?? {};
      this.#pick(id ?? null, side ?? null, this.#frame.at(place));
    }
  }

  /** A tap that came before the outlines counts once they are there. */
  #takeEarlyTap() {
    const place = this.#scene.mode === "pick" ? this.#early.take(this.#scene.view) : null;
    if (!place) return;
    const root = /** @type {Document | ShadowRoot} */ (this.#stage.host.getRootNode());
    const shape = shapeOf(root.elementFromPoint(place.clientX, place.clientY));
    if (shape) this.#tap(shape, place);
  }

  /** @param {import("../payload").Mark} mark */
  #pressMark(mark) {
    const chosen = mark.point === this.#choice.point ? null : mark.point;
    this.#choosePoint(chosen);
    this.#say(chosen === null ? ALL_POINTS : markName(mark));
  }

  /** @param {Element | null} target @param {Place} [place] */
  #hover(target, place) {
    const shape = shapeOf(target);
    const mark = this.#pattern.marks.of(target)?.mark;
    if (this.#lit !== shape) {
      this.#lit?.classList.remove("lit");
      shape?.classList.add("lit");
      this.#lit = shape;
      this.#expect(shape);
    }
    this.#pattern.hover(mark?.point ?? null);
    if (mark) showTip(this.#stage, [`${mark.n}. ${mark.label}`], place);
    else showTip(this.#stage, shape && this.#scene.mode === "pick" ? this.#nameOf(shape) : [], place);
  }

  /** The keys are on a shape, or on none. @param {SVGElement | null} shape */
  #walked(shape) {
    if (!shape) {
      showTip(this.#stage, []);
      return;
    }
    this.#expect(shape);
    const name = this.#nameOf(shape);
    const { x, y, width } = shape.getBoundingClientRect();
    showTip(this.#stage, name, { clientX: x + width / 2, clientY: y });
    this.#say(name.filter(Boolean).join(". "));
  }

  /** @param {SVGElement} shape */
  #nameOf({ dataset }) {
    return nameOf(this.#names, dataset.id ?? "", dataset.side, this.#scene);
  }

  /** Close what lies over the map, or leave the full screen. @returns {boolean} Whether there was something. */
  #close() {
    if (this.#controls?.close()) return true;
    if (!this.#full.on) return false;
    this.#full.leave();
    return true;
  }

  #clear() {
    this.#painting.drop();
    if (this.#choice.point !== null) this.#choosePoint(null);
    else if (this.#choice.selected !== null) this.#pick(null, null);
  }

  /** @param {string} text */
  #say(text) {
    this.#stage.live.textContent = text;
  }

  // ---- painting ------------------------------------------------------------------------------

  /** @returns {import("../payload").Brush} */
  get #brush() {
    const { mode, brush } = this.#scene;
    return mode === "lasso" ? { tool: "lasso", radius_px: 0 } : brush;
  }

  /** Strokes on this view: those that Python keeps, and those it has not heard of. */
  get #strokes() {
    const unheard = this.#reports.items.flatMap((report) =>
      report.kind === "stroke" && report.view === this.#scene.view.id ? [report.item] : [],
    );
    return [...this.#scene.strokes, ...unheard];
  }

  #drawStrokes() {
    this.#painting.drawStrokes(this.#strokes, this.#brush.tool);
    this.#pattern.drawKey(this.#strokes.length > 0);
  }

  /** @param {import("../payload").StrokeItem | null} item */
  #keep(item) {
    if (!item) return;
    this.#report({ n: 0, kind: "stroke", view: this.#scene.view.id, item });
    this.#drawStrokes();
  }
}

/** The shape of a muscle, place or region that an element is. @param {Element | null} target */
function shapeOf(target) {
  return target instanceof SVGElement && target.dataset.id ? target : null;
}
