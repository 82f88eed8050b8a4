// The turning body: what is shown of it, what the reader does with it, and what Python hears.

import { Bar, ZoomControls } from "../shared/widgets.js";
import { BodyControls } from "./controls.js";
import { BodyScene, SIDES } from "./scene.js";
import { HELP, NO_WEBGL, UNLOADED, edgeWords, fromWhere, inSightWords, partName } from "./words.js";
import { UNTOUCHED, bringAllBack, bringBack, partKey, undo } from "./peel.js";
import { drawHeld } from "./held.js";
import { SolidFiles, fetchParts } from "./solids.js";
import { lookOf, numbersOf } from "./look.js";
import { chosenIn, showInAddress } from "./address.js";
import { coloursOf } from "./colours.js";
import { Eye } from "./eye.js";
import { FullScreen } from "../shared/full_screen.js";
import { Painting } from "./painting.js";
import { Pattern } from "./pattern.js";
import { Picker } from "./picker.js";
import { Pointer } from "./pointer.js";
import { Reports } from "../shared/reports.js";
import { buildStage } from "./stage.js";
import { Section } from "./cut.js";
import { commandOf } from "./keyboard.js";
import { stateOf } from "./lit.js";
import { fetchJson } from "../shared/files.js";
import { savePicture } from "./save.js";
import { showTip } from "../shared/tip.js";
import { writeZones } from "./skin_zones.js";

/** @typedef {import("../payload").BodyData} Data */
/** @typedef {import("../payload").Side} Side */
/** @typedef {import("./picker.js").Found} Found */
/** @typedef {Pick<Data, "layer" | "selected" | "side" | "point" | "show">} Choice */

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
  /** @type {Painting | null} */
  #painting = null;
  /** @type {Section | null} */
  #section = null;
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
  #peel = UNTOUCHED;
  #hazards = false;
  /** @type {readonly string[]} Muscles that are lit beside the selected one. */
  #kin = [];
  /** @type {Found | null} */
  #held = null;
  /** @type {string | null} */
  #hovered = null;
  #frame = 0;
  #resized;

  /** @param {HTMLElement} host @param {Data} data @param {Body["send"]} send */
  constructor(host, data, send) {
    this.send = send;
    this.#data = data;
    this.#choice = chosenIn(data);
    this.#told = data.camera;
    this.#reports = new Reports(data.heard);
    this.#stage = buildStage(host);
    this.#stage.help.textContent = HELP;
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
        hazards: (on) => void this.#showHazards(on),
        kin: (muscles) => {
          this.#kin = muscles;
          this.#showAll();
        },
        inSight: () => this.#inSight(),
        choose: ({ id, side }) => this.#chooseSeen(id, side),
        bringBack: (key) =>
          this.#peelTo(key === null ? bringAllBack(this.#peel) : bringBack(this.#peel, [key])),
        undo: () => this.#peelTo(undo(this.#peel)),
        save: () => void this.#save(),
        leave: () => this.#leave(),
      },
      Boolean(data.marking),
    );
    this.#stage.held.hidden = Boolean(data.marking);
    this.#stage.host.dataset.tool = data.marking?.brush.tool ?? "";
    this.#zoom = new ZoomControls({
      in: () => this.#eye.zoom(1.5),
      out: () => this.#eye.zoom(1 / 1.5),
      selection: () => this.#flyToSelection(),
      whole: () => this.#eye.flyHome(),
    });
    this.#stage.stage.prepend(bar.element);
    bar.element.after(...this.#controls.overBody);
    this.#stage.stage.append(this.#zoom.group);
    this.#pattern = new Pattern(this.#stage, this.#choice, {
      loaded: () => this.#showAll(),
      looked: () => {
        this.#writeZones();
        this.#draw();
      },
      press: ({ point }) => this.#choosePoint(point === this.#choice.point ? null : point),
    });
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
    this.#eye.stop();
    cancelAnimationFrame(this.#frame);
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
      if (this.#controls.showKin(data.kin)) this.#kin = []; // another muscle has other kin
    }
    this.#scene?.paint(coloursOf(this.#stage.host));
    this.#showAll();
  }

  // ---- opening -------------------------------------------------------------------------------

  async #open() {
    const { wait, problem } = this.#stage;
    try {
      this.#scene = new BodyScene(this.#stage.map, coloursOf(this.#stage.host));
    } catch {
      this.#stage.host.dataset.unable = "";
      this.#report({ n: 0, kind: "leave", unable: true });
      problem.textContent = NO_WEBGL;
      problem.hidden = false;
      wait.hidden = true;
      return;
    }
    this.#picker = new Picker(this.#scene);
    this.#section = new Section(this.#scene, coloursOf(this.#stage.host).pain);
    this.#painting = new Painting(this.#scene, this.#eye, (report) => this.#report(report));
    this.#resized.observe(this.#stage.stage);
    this.#fit();
    const { opening } = this.#data;
    if (opening) this.#eye.open(opening);
    try {
      const [manifest, names] = await Promise.all([
        fetchParts(this.#data.manifest),
        /** @type {Promise<import("./words.js").Names>} */ (fetchJson(this.#data.names_url)),
      ]);
      this.#names = names;
      if (!this.#scene) return;
      this.#parts = manifest.parts;
      this.#credits = manifest.credits;
      this.#scene.setParts(this.#parts);
      this.#picker.setParts(this.#parts);
      await Promise.all(FIRST.map((name) => this.#solids.load(name)));
      wait.hidden = true;
      this.#showAll();
      this.#stage.host.dataset.first = "";
      await Promise.all(this.#solids.names.map((name) => name !== "hazards" && this.#solids.load(name)));
      this.#stage.host.dataset.ready = "";
      if (opening) this.#eye.settle();
    } catch (error) {
      if (!this.#scene) return; // left meanwhile
      console.error(error);
      problem.textContent = UNLOADED;
      problem.hidden = false;
      wait.hidden = true;
    }
  }

  #fit() {
    const { clientWidth, clientHeight } = this.#stage.stage;
    this.#scene?.resize(clientWidth, clientHeight, devicePixelRatio);
    this.#eye.top = this.#bar.element.offsetTop + this.#bar.element.offsetHeight;
    this.#picker?.forget();
    this.#draw();
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
      hazards: this.#hazards,
      kin: this.#kin,
      bare: Boolean(this.#data.marking),
      taken: this.#peel.now,
      hovered: this.#hovered,
    };
  }

  /** Show choice, peel and pattern as they are now. */
  #showAll() {
    const scene = this.#scene;
    if (!scene || !this.#parts.length) return;
    const { layer, selected, side } = this.#choice;
    this.#controls.show(this.#choice);
    const { marking, pattern, patterns } = this.#data;
    const own = selected === null ? null : { muscle: selected, side };
    void this.#pattern.load(marking ? pattern : own, patterns);
    this.#painting?.show(marking);
    void this.#section?.show(this.#data.cut, () => this.#moved());
    this.#pattern.draw(this.#choice);
    this.#writeZones();
    const wish = this.#wish;
    const hasZones = this.#pattern.zones.length > 0;
    const skin = layer === "skin" && wish.taken.alone === null ? "solid" : hasZones ? "veil" : "none";
    scene.show((part, on) => stateOf(part, on, wish), {
      skin,
      dim: selected !== null || hasZones,
    });
    this.#picker?.forget();
    this.#showHeld();
    this.#controls.showTaken(this.#peel, (key) => this.#nameOfKey(key));
    this.#zoom.selection.disabled = selected === null;
    this.#draw();
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

  /** Draw once, with the next frame. */
  #draw() {
    if (this.#frame || !this.#scene) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  #drawNow() {
    const scene = this.#scene;
    if (!scene) return;
    const { look } = this.#eye;
    const { host, start, end, top } = this.#stage;
    scene.aim(look, this.#eye.top);
    scene.render();
    const words = edgeWords(look, this.#data.wording);
    start.textContent = words.start;
    end.textContent = words.end;
    top.textContent = words.top;
    top.hidden = !words.top;
    this.#pattern.place(this.#eye);
    host.dataset.frames = String(Number(host.dataset.frames ?? 0) + 1);
  }

  // ---- looking -------------------------------------------------------------------------------

  #moved() {
    this.#picker?.forget();
    this.#hover(null);
    this.#draw();
  }

  /** The eye has come to rest: Python and the address are told. @param {number[]} camera @param {boolean} aloud */
  #settled(camera, aloud) {
    if (!this.#scene || camera.join() === this.#told.join()) return;
    this.#told = camera;
    const { marking, cut } = this.#data;
    if (!marking && !cut) showInAddress(camera); // those pages keep other things there
    this.#report({ n: 0, kind: "turn", camera });
    const names = aloud ? this.#inSight().map(({ name }) => name) : [];
    if (aloud) this.#say(inSightWords(this.#eye.look, names));
  }

  #flyToSelection() {
    const found = this.#selectedPart;
    if (found) this.#eye.flyTo(found, true);
  }

  // ---- choosing ------------------------------------------------------------------------------

  /** @param {Partial<Choice>} change */
  #change(change) {
    const { show: before } = this.#choice;
    this.#choice = { ...this.#choice, ...change };
    const { show, ...rest } = change;
    /** @type {Partial<import("../payload").Show>} */
    const turnedOnOff = {};
    for (const name of /** @type {const} */ (["points", "essential", "spillover"])) {
      if (show && show[name] !== before[name]) turnedOnOff[name] = show[name];
    }
    this.#report(
      /** @type {import("../payload").ShowEvent} */ ({ n: 0, kind: "show", ...rest, ...turnedOnOff }),
    );
    this.#showAll();
  }

  /** @param {Found | null} found */
  #choose(found) {
    this.#held = found;
    const isMuscle = found !== null && found.part.id in this.#names;
    if (found && !isMuscle) {
      this.#showAll();
      this.#say(this.#nameOf(found)[0]);
      return;
    }
    const id = found?.part.id ?? null;
    const side = found ? found.side : null;
    if (
      id !== this.#choice.selected ||
      (side && this.#choice.side !== "both" && side !== this.#choice.side)
    ) {
      const shown = side && this.#choice.side !== "both" ? side : this.#choice.side;
      this.#choice = { ...this.#choice, selected: id, side: shown, point: null };
      this.#report({ n: 0, kind: "pick", id, side, x: 0, y: 0 });
      this.#say(found ? `${this.#nameOf(found)[0]} selected.` : "Nothing is selected.");
    }
    this.#showAll();
  }

  /** @param {string} id @param {Side} side */
  #chooseSeen(id, side) {
    const part = this.#parts.find((one) => one.id === id);
    if (part) this.#choose({ part, side });
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
    const wish = this.#wish;
    this.#scene?.hover((part, on) => stateOf(part, on, wish));
    this.#draw();
  }

  /** Muscles of the list that are in sight, those that fill most of the picture first. */
  #inSight() {
    return (this.#picker?.inSight() ?? [])
      .filter(({ part }) => part.id in this.#names)
      .map((found) => ({ id: found.part.id, side: found.side, name: this.#nameOf(found)[0] }));
  }

  // ---- peeling -------------------------------------------------------------------------------

  /** @param {import("./peel.js").Peel} peel */
  #peelTo(peel) {
    this.#peel = peel;
    this.#showAll();
  }

  #showHeld() {
    const held = this.#held ?? this.#selectedPart;
    const name = held ? this.#nameOf(held) : /** @type {const} */ (["", ""]);
    const body = { parts: this.#parts, peel: this.#peel, wish: this.#wish, name };
    drawHeld(this.#stage.held, held, body, (peel) => this.#peelTo(peel));
  }

  /** @returns {Found | null} */
  get #selectedPart() {
    const { selected, side } = this.#choice;
    const part = this.#parts.find(({ id }) => id === selected);
    return part ? { part, side: side === "left" && part.side !== "middle" ? "left" : "right" } : null;
  }

  /** @param {boolean} on */
  async #showHazards(on) {
    this.#hazards = on;
    if (on) await this.#solids.load("hazards").catch(() => undefined);
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
        this.#draw();
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
    const at = key.lastIndexOf(" ");
    const part = this.#parts.find(({ id }) => id === key.slice(0, at));
    return part ? this.#nameOf({ part, side: key.endsWith("left") ? "left" : "right" })[0] : key;
  }

  async #save() {
    const scene = this.#scene;
    if (!scene) return;
    this.#drawNow();
    const { look } = this.#eye;
    const selected = this.#selectedPart;
    const marks = this.#pattern.marks.flatMap((mark) => {
      const { at, inside } = this.#pattern.placeOf(mark, this.#eye);
      return inside ? [{ x: at[0], y: at[1], n: mark.numbered ? String(mark.n) : "" }] : [];
    });
    const { start, end } = edgeWords(look, this.#data.wording);
    await savePicture(this.#stage.map, `${selected?.part.id ?? "body"}-3d.png`, {
      title: `${selected ? this.#nameOf(selected)[0] : "Body"}, seen ${fromWhere(look)}`,
      credits: this.#credits,
      paper: coloursOf(this.#stage.host).paper,
      ink: getComputedStyle(this.#stage.host).color,
      ...{ start, end, marks, ratio: scene.renderer.getPixelRatio() },
    });
  }

  #leave() {
    this.#report({ n: 0, kind: "leave", camera: numbersOf(this.#eye.look) });
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
