// The turning body: what is shown of it, what the reader does with it, and what Python hears.

import { Bar, ZoomControls } from "../shared/widgets.js";
import { BodyControls } from "./controls.js";
import { BodyScene, SIDES } from "./scene.js";
import { NO_WEBGL, TOO_MUCH, UNLOADED, edgeWords, fromWhere, inSightWords, partName } from "./words.js";
import { bringAllBack, bringBack, isTooMuch, partKey, partOf, undo } from "./peel.js";
import { drawHeld } from "./held.js";
import { SolidFiles, fetchLists } from "./solids.js";
import { lookOf, numbersOf } from "./look.js";
import { chosenIn, showEvent, showInAddress } from "./address.js";
import { coloursOf } from "./colours.js";
import { Eye } from "./eye.js";
import { Frames } from "./frames.js";
import { FullScreen } from "../shared/full_screen.js";
import { Highlight } from "./highlight.js";
import { Painting } from "./painting.js";
import { Peeling } from "./peeling.js";
import { Pattern } from "./pattern.js";
import { Picker } from "./picker.js";
import { Pointer } from "./pointer.js";
import { CardAhead } from "../shared/card_ahead.js";
import { Reports } from "../shared/reports.js";
import { buildStage, showEdges } from "./stage.js";
import { CutInBody } from "./cut_in_body.js";
import { commandOf } from "./keyboard.js";
import { isHazard, skinShown, stateOf } from "./lit.js";
import { savePicture } from "./save.js";
import { showTip } from "../shared/tip.js";
import { writeZones } from "./skin_zones.js";

/** @typedef {import("../payload").BodyData} Data */
/** @typedef {import("../payload").Side} Side */
/** @typedef {import("./picker.js").Found} Found */
/** @typedef {Pick<Data, "layer" | "selected" | "side" | "point" | "show" | "together">} Choice */

const FIRST = ["skin", "muscles-superficial", "skeleton"]; // what the first look needs
export class Body {
  /** @type {(items: import("../shared/reports.js").Report[]) => void} */
  send;
  #data;
  /** @type {Choice} */
  #choice;
  #events = new AbortController();
  #stage;
  #reports;
  /** @type {BodyScene | null} */
  #scene = null;
  /** @type {Picker | null} */
  #picker = null;
  /** @type {Highlight | null} */
  #highlight = null;
  /** @type {Frames | null} */
  #frames = null;
  /** @type {Painting | null} */
  #painting = null;
  #cut;
  #controls;
  #zoom;
  #bar;
  #full;
  #eye;
  #pattern;
  /** @type {number[]} Numbers of the camera that Python knows. */
  #told;
  /** @type {readonly import("../payload").SolidPart[]} */
  #parts = [];
  #credits = "";
  /** @type {import("./words.js").Names} */
  #names = {};
  #solids;
  #off = new Peeling();
  #card;
  /** @type {Found | null} */
  #held = null;
  #quietUntil = 0;
  /** @type {string | null} */
  #hovered = null;
  #resized;

  /** @param {HTMLElement} host @param {Data} data @param {Body["send"]} send */
  constructor(host, data, send) {
    this.send = send;
    this.#data = data;
    this.#choice = chosenIn(data);
    this.#told = data.camera;
    this.#reports = new Reports(data.heard);
    this.#card = new CardAhead(() => this.#reports.ahead);
    this.#stage = buildStage(host);
    this.#solids = new SolidFiles(data.solids, (solid) => {
      this.#scene?.add(solid);
      this.#showAll();
    });
    this.#eye = new Eye(this.#stage.map, data.camera, {
      moved: () => this.#moved(),
      settled: (camera, aloud) => this.#settled(camera, aloud),
    });
    const { signal } = this.#events;
    const bar = new Bar(() => this.#full.turn());
    this.#bar = bar;
    this.#full = new FullScreen(host, (full) => bar.showFull(full), signal);
    this.#controls = new BodyControls(
      bar,
      data.layers,
      {
        view: (name) => {
          this.#eye.speak();
          this.#eye.lookFrom(name);
        },
        layer: (layer) => this.#change({ layer }),
        side: (side) => this.#change({ side }),
        show: (show) => this.#change({ show }),
        hazards: (on) => {
          this.#off.vessels = on;
          this.#report(this.#off.tell());
          void this.#showVessels();
        },
        kin: (together) => this.#change({ together }),
        inSight: () => this.#inSight(),
        choose: (seen) => this.#choose(seen),
        bringBack: (key) =>
          this.#peelTo(key === null ? bringAllBack(this.#off.peel) : bringBack(this.#off.peel, [key])),
        undo: () => this.#peelTo(undo(this.#off.peel)),
        save: () => void this.#save(),
        leave: () => this.#report({ n: 0, kind: "leave", camera: numbersOf(this.#eye.look) }),
      },
      Boolean(data.marking),
    );
    this.#stage.held.hidden = Boolean(data.marking);
    this.#stage.host.dataset.tool = data.marking?.brush.tool ?? "";
    this.#zoom = new ZoomControls({
      in: () => this.#eye.zoom(1.5),
      out: () => this.#eye.zoom(1 / 1.5),
      selection: () => this.#selectedPart && this.#eye.flyTo(this.#selectedPart, true),
      whole: () => this.#eye.flyHome(),
    });
    this.#stage.stage.prepend(bar.element);
    bar.element.after(...this.#controls.overBody);
    this.#stage.stage.append(this.#zoom.group);
    this.#pattern = new Pattern(this.#stage, this.#choice, {
      loaded: () => this.#showAll(),
      looked: () => {
        this.#writeZones();
        this.#frames?.ask();
      },
      press: ({ point }) => this.#choosePoint(point === this.#choice.point ? null : point),
    });
    this.#cut = new CutInBody(
      this.#stage,
      {
        moved: () => this.#moved(),
        lit: (key) => void this.#showLit(key),
        report: (report) => this.#report(report),
        say: (text) => this.#say(text),
      },
      signal,
    );
    void new Pointer(this.#stage, this.#pointerActs(), signal);
    this.#stage.map.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    this.#stage.stage.addEventListener("keydown", (event) => this.#onEscape(event), { signal });
    this.#resized = new ResizeObserver(() => this.#fit());
    host.classList.add("controlled");
    void this.#open();
  }

  destroy() {
    this.#events.abort();
    this.#resized.disconnect();
    this.#card.destroy();
    this.#eye.stop();
    this.#frames?.stop();
    this.#highlight?.dispose();
    this.#picker?.dispose();
    this.#scene?.dispose();
    this.#scene = null;
  }

  /** Python answered. @param {Data} data */
  update(data) {
    this.#data = data;
    this.#stage.host.dataset.tool = data.marking?.brush.tool ?? "";
    if (this.#reports.answered(data.heard)) this.send(this.#reports.items);
    if (!this.#reports.ahead) {
      this.#choice = chosenIn(data);
      // another camera than the one that was told: a link or the Back button
      if (data.camera.join() !== this.#told.join()) this.#eye.fly(lookOf(data.camera));
      this.#told = data.camera;
      if (this.#off.adopt(data.peel)) void this.#showVessels();
      this.#controls.showKin(data.kin);
    }
    this.#card.answered(data.cards, this.#choice.selected);
    this.#scene?.paint(coloursOf(this.#stage.host));
    this.#showAll();
  }

  // ---- opening -------------------------------------------------------------------------------

  async #open() {
    try {
      this.#scene = new BodyScene(this.#stage.map, coloursOf(this.#stage.host));
    } catch {
      this.#stage.host.dataset.unable = "";
      this.#report({ n: 0, kind: "leave", unable: true });
      this.#fail(NO_WEBGL);
      return;
    }
    this.#picker = new Picker(this.#scene);
    this.#highlight = new Highlight(this.#scene, this.#picker);
    this.#frames = new Frames(this.#scene, this.#highlight, {
      aim: () => this.#scene?.aim(this.#eye.look, this.#eye.top),
      asked: () => this.#stage.host.removeAttribute("data-still"),
      drawn: (still) => this.#drawn(still),
    });
    this.#cut.open(this.#scene, coloursOf(this.#stage.host).pain);
    this.#painting = new Painting(this.#scene, this.#eye, (report) => this.#report(report));
    this.#resized.observe(this.#stage.stage);
    this.#fit();
    const { opening } = this.#data;
    if (opening) this.#eye.open(opening);
    try {
      const { parts, credits, names } = await fetchLists(this.#data);
      if (!this.#scene) return;
      [this.#parts, this.#credits, this.#names] = [parts, credits, names];
      this.#scene.setParts(this.#parts);
      this.#picker.setParts(this.#parts);
      await Promise.all(FIRST.map((name) => this.#solids.load(name)));
      this.#stage.wait.hidden = true;
      this.#showAll();
      await Promise.all(
        this.#solids.names.map(
          (name) => (name !== "hazards" || this.#off.vessels) && this.#solids.load(name),
        ),
      );
      this.#stage.host.dataset.ready = "";
      if (opening) this.#eye.settle();
    } catch (error) {
      if (!this.#scene) return; // left meanwhile
      console.error(error);
      this.#fail(UNLOADED);
    }
  }

  /** @param {string} why */
  #fail(why) {
    const { wait, problem } = this.#stage;
    problem.textContent = why;
    problem.hidden = false;
    wait.hidden = true;
  }

  #fit() {
    const { clientWidth, clientHeight } = this.#stage.stage;
    this.#scene?.resize(clientWidth, clientHeight, devicePixelRatio);
    this.#eye.top = this.#bar.element.offsetTop + this.#bar.element.offsetHeight;
    this.#picker?.forget();
    this.#frames?.ask();
  }

  // ---- what is shown -------------------------------------------------------------------------

  /** @returns {import("./lit.js").Wish} */
  get #wish() {
    const { layer, selected, side } = this.#choice;
    return {
      layers: this.#data.layers.map(({ id }) => id),
      layer,
      selected,
      sides: side === "both" ? SIDES : [side],
      hazards: this.#off.vessels,
      kin: this.#data.kin.find(({ id }) => id === this.#choice.together)?.muscles ?? [],
      bare: Boolean(this.#data.marking),
      taken: this.#off.peel.now,
      lit: this.#cut.lit,
    };
  }

  /** Show choice, peel and pattern as they are now. */
  #showAll() {
    const scene = this.#scene;
    if (!scene || !this.#parts.length) return;
    const { layer, selected, side } = this.#choice;
    this.#controls.show(this.#choice);
    const { marking, pattern, patterns } = this.#data;
    void this.#pattern.load(marking ? pattern : selected ? { muscle: selected, side } : null, patterns);
    scene.figure.show(this.#data, (problem) => (problem ? this.#say(problem) : this.#frames?.ask()));
    this.#painting?.show(marking);
    this.#cut.show(this.#data.cut);
    this.#pattern.draw(this.#choice);
    this.#writeZones();
    const wish = this.#wish;
    const hasZones = this.#pattern.zones.length > 0;
    const how = { skin: skinShown(wish, hasZones), dim: selected !== null || hasZones };
    const files = scene.halves.length + scene.skins.length;
    const all = [wish, how, this.#choice, this.#pattern.of, coloursOf(this.#stage.host), files];
    // Python's answer to what is shown already is no reason to draw it again
    if (marking || this.#frames?.isOther(JSON.stringify(all))) {
      scene.show((part, on) => stateOf(part, on, wish), how);
      this.#picker?.forget();
      this.#frames?.ask();
    }
    this.#showHeld();
    this.#controls.showTaken(this.#off.peel, (key) => this.#nameOfKey(key));
    this.#zoom.selection.disabled = selected === null;
    this.#stage.host.dataset.shown = `${layer} ${selected ?? ""} ${this.#choice.point ?? ""}`;
  }

  #writeZones() {
    for (const { zone } of this.#scene?.skins ?? []) {
      // a server of another version may know another skin
      const zones = this.#pattern.skinPoints === zone.count ? this.#pattern.zones : [];
      writeZones(zones, /** @type {Uint8Array} */ (zone.array));
      zone.needsUpdate = true;
    }
  }

  /** A picture was drawn. @param {boolean} still Whether it is the one at rest. */
  #drawn(still) {
    const { host } = this.#stage;
    showEdges(this.#stage, this.#eye.look, this.#data.wording);
    this.#pattern.place(this.#eye);
    this.#cut.follow(this.#eye);
    host.dataset.frames = String(Number(host.dataset.frames ?? 0) + 1);
    host.toggleAttribute("data-still", still);
    if (this.#stage.wait.hidden) host.dataset.first = "";
  }

  // ---- looking -------------------------------------------------------------------------------

  #moved() {
    this.#picker?.forget();
    this.#hover(null);
    this.#frames?.ask();
  }

  /** The eye has come to rest: Python and the address are told. @param {number[]} camera @param {boolean} aloud */
  #settled(camera, aloud) {
    if (!this.#scene || camera.join() === this.#told.join()) return;
    this.#told = camera;
    const { marking, cut } = this.#data;
    if (!marking && !cut) showInAddress(camera); // those pages keep other things there
    this.#report({ n: 0, kind: "turn", camera });
    const names = aloud ? this.#inSight().map(({ name }) => name) : [];
    if (aloud && performance.now() > this.#quietUntil) this.#say(inSightWords(this.#eye.look, names));
  }

  // ---- choosing ------------------------------------------------------------------------------

  /** @param {Partial<Choice>} change */
  #change(change) {
    this.#report(showEvent(this.#choice.show, change));
    this.#choice = { ...this.#choice, ...change };
    this.#showAll();
  }

  /** @param {Found | null} found */
  #choose(found) {
    this.#held = found;
    this.#quietUntil = performance.now() + 3000; // what was chosen is not talked over
    const isMuscle = found !== null && found.part.id in this.#names;
    if (found && !isMuscle) {
      this.#showAll();
      this.#say(this.#nameOf(found)[0]);
      return;
    }
    const { id, side } = found ? { id: found.part.id, side: found.side } : { id: null, side: null };
    const shown = side && this.#choice.side !== "both" ? side : this.#choice.side;
    if (id !== this.#choice.selected || shown !== this.#choice.side) {
      const together = id === this.#choice.selected ? this.#choice.together : null; // others have other kin
      this.#choice = { ...this.#choice, selected: id, side: shown, point: null, together };
      this.#card.choose(id);
      this.#report({ n: 0, kind: "pick", id, side, x: 0, y: 0 });
      this.#say(found ? `${this.#nameOf(found)[0]} selected.` : "Nothing is selected.");
    }
    this.#showAll();
  }

  /** @param {string | null} point */
  #choosePoint(point) {
    this.#choice = { ...this.#choice, point };
    this.#report({ n: 0, kind: "point", id: point });
    this.#showAll();
  }

  /** @param {string | null} key @param {PointerEvent} [event] @param {Found | null} [found] */
  #hover(key, event, found = null) {
    showTip(this.#stage, found ? this.#nameOf(found) : [], event);
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#highlight?.of(this.#scene?.hasSolidSkin ? null : found);
    this.#frames?.askHover();
  }

  /** Muscles of the list that are in sight, those that fill most of the picture first. */
  #inSight() {
    return (this.#picker?.inSight() ?? [])
      .filter(({ part }) => part.id in this.#names)
      .map((found) => ({ ...found, name: this.#nameOf(found)[0] }));
  }

  // ---- peeling -------------------------------------------------------------------------------

  /** @param {import("./peel.js").Peel} peel */
  #peelTo(peel) {
    if (isTooMuch(peel)) {
      this.#say(TOO_MUCH);
      return;
    }
    this.#off.peel = peel;
    this.#report(this.#off.tell());
    this.#showAll();
  }

  #showHeld() {
    const held = this.#held ?? this.#selectedPart;
    const name = held ? this.#nameOf(held) : /** @type {const} */ (["", ""]);
    const body = { parts: this.#parts, peel: this.#off.peel, wish: this.#wish, name };
    drawHeld(this.#stage.held, held, body, (peel) => this.#peelTo(peel));
  }

  /** @returns {Found | null} */
  get #selectedPart() {
    const { selected, side } = this.#choice;
    const part = this.#parts.find(({ id }) => id === selected);
    return part ? { part, side: side === "left" && part.side !== "middle" ? "left" : "right" } : null;
  }

  async #showVessels() {
    this.#controls.showHazards(this.#off.vessels);
    if (this.#off.vessels && this.#parts.length) await this.#solids.load("hazards").catch(() => undefined);
    this.#showAll();
  }

  /** @param {string | null} key */
  async #showLit(key) {
    this.#showAll();
    const part = key && this.#parts.find(({ id }) => id === partOf(key)[0]);
    if (!part || !isHazard(part)) return;
    await this.#solids.load(part.file).catch(() => undefined);
    this.#showAll();
  }

  // ---- pointer and keyboard ------------------------------------------------------------------

  /** @returns {import("./pointer.js").PointerActs} */
  #pointerActs() {
    return {
      full: () => this.#full.on,
      turn: (dx, dy) => this.#eye.push(dx, dy),
      move: (dx, dy) => this.#eye.move(dx, dy),
      zoom: (factor, at) => this.#eye.zoom(factor, at),
      paints: () => this.#painting?.paints ?? false,
      paint: (at) => {
        this.#painting?.draw(at);
        this.#frames?.ask();
      },
      finish: () => this.#painting?.finish(),
      drop: () => {
        this.#painting?.drop();
        this.#showAll();
      },
      tap: (at) => {
        if (this.#painting?.brush) this.#painting.mark(at);
        else if (!this.#controls.close()) this.#choose(this.#picker?.at(...at) ?? null);
      },
      fly: (at) => {
        const found = this.#picker?.at(...at);
        if (found) this.#eye.flyTo(found);
      },
      hover: (at, event) => {
        const found =
          at && !this.#eye.flying && !this.#painting?.brush ? (this.#picker?.at(...at) ?? null) : null;
        this.#hover(found ? partKey(found.part.id, found.side) : null, event, found);
      },
      rest: () => this.#eye.settle(),
    };
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const command = commandOf(event);
    if (!command) return;
    if (command.do === "mark") {
      if (this.#painting?.brush) this.#painting.mark(this.#eye.frame.middle);
      return;
    }
    this.#eye.speak();
    if (this.#eye.obey(command)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #onEscape(event) {
    if (event.key !== "Escape") return;
    if (this.#controls.close()) return;
    if (this.#choice.point !== null) this.#choosePoint(null);
    else if (this.#choice.selected !== null || this.#held) this.#choose(null);
    else if (this.#full.on) this.#full.leave();
  }

  // ---- words and files -----------------------------------------------------------------------

  /** @param {Found} found */
  #nameOf({ part, side }) {
    return partName(this.#names, part, side, this.#data.wording);
  }

  /** @param {string} key */
  #nameOfKey(key) {
    const [name, side] = partOf(key);
    const part = this.#parts.find(({ id }) => id === name);
    return part ? this.#nameOf({ part, side })[0] : key;
  }

  async #save() {
    const scene = this.#scene;
    if (!scene) return;
    this.#frames?.now();
    const { look } = this.#eye;
    const selected = this.#selectedPart;
    await savePicture(this.#stage.map, `${selected?.part.id ?? "body"}-3d.png`, {
      title: `${selected ? this.#nameOf(selected)[0] : "Body"}, seen ${fromWhere(look)}`,
      credits: this.#credits,
      paper: coloursOf(this.#stage.host).paper,
      ink: getComputedStyle(this.#stage.host).color,
      marks: this.#pattern.onPicture(this.#eye),
      ratio: scene.ratio,
      ...edgeWords(look, this.#data.wording),
    });
  }

  /** @param {import("../shared/reports.js").Report} report */
  #report(report) {
    this.send(this.#reports.add(report));
  }

  /** @param {string} text */
  #say(text) {
    this.#stage.live.textContent = text;
  }
}
