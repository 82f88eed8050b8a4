// The body map: one static picture under SVG outlines. Python sends small state, the geometry is fetched once.
//
// update(data) is called on every rerun and must be idempotent; everything that belongs to the reader
// alone (zoom, hover, the stroke being drawn) stays here and never reaches Python.

const SVG = "http://www.w3.org/2000/svg";
const MAX_ZOOM = 14;
const MAX_FOCUS = 3; // a muscle opened from outside the map is zoomed to, but not so far that the body is lost
const CLICK_SLOP_PX = 5;
const DWELL_MS = 60; // how long the pointer rests on a muscle before its points and zones are fetched
const NOTHING = { marks: [], zones: [] };
const CORNERS = [[15, -12], [-15, -12], [15, 13], [-15, 13]]; // of a mark, for its number, in screen pixels
const maps = new WeakMap();
const files = new Map();

export default function bodymap({ data, parentElement, setTriggerValue }) {
  let map = maps.get(parentElement);
  if (!map) {
    parentElement.prepend(html("link", { rel: "stylesheet", href: new URL(data.style, document.baseURI).href }));
    map = new BodyMap(parentElement.querySelector("#bodymap"));
    maps.set(parentElement, map);
  }
  map.emit = setTriggerValue;
  map.update(data);
  return () => {
    map.destroy();
    maps.delete(parentElement);
  };
}

function fetchJson(url) {
  if (!files.has(url)) {
    const answer = fetch(new URL(url, document.baseURI)).then((r) => {
      if (!r.ok) throw new Error(`${url}: ${r.status}`);
      return r.json();
    });
    answer.catch(() => files.delete(url));
    files.set(url, answer);
  }
  return files.get(url);
}

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const round = (value) => Math.round(value * 10) / 10;
const line = (points) => "M" + points.map((p) => p.join(" ")).join("L") + (points.length === 1 ? "h.01" : "");

class BodyMap {
  constructor(host) {
    this.host = host;
    this.data = {};
    this.zoom = 1;
    this.centre = [0, 0];
    this.pointers = new Map();
    this.count = 0;
    this.strokes = [];
    this.now = {};
    this.pattern = NOTHING;
    this.events = new AbortController();
    this.build();
    this.listen();
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.stage);
  }

  destroy() {
    this.events.abort();
    this.resized.disconnect();
  }

  // ---- what is on the page -------------------------------------------------------------------

  build() {
    this.picture = svg("image", { class: "picture", "aria-hidden": "true" });
    this.shapes = svg("g", { class: "shapes", "aria-hidden": "true" });
    this.involved = svg("g", { class: "involved", "aria-hidden": "true" });
    this.areas = svg("g", { class: "areas", "aria-hidden": "true" });
    this.bright = svg("image", { class: "own", "aria-hidden": "true", "clip-path": "url(#own)" });
    this.tint = svg("path", { class: "tint", "aria-hidden": "true" });
    this.own = svg("path", { "clip-rule": "evenodd" });
    this.zones = svg("g", { class: "zones", "aria-hidden": "true" });
    this.outline = svg("g", { class: "outline", "aria-hidden": "true" });
    this.painted = svg("g", { class: "painted", "aria-hidden": "true" });
    this.marks = svg("g", { class: "marks" });
    this.cursor = svg("g", { class: "cursor", "aria-hidden": "true" });
    this.dots = svg("pattern", { id: "dots", patternUnits: "userSpaceOnUse" });
    this.textures = Object.entries(TEXTURES).map(([grade, d]) =>
      svg("pattern", { id: `texture-${grade}`, class: `texture ${grade}`, patternUnits: "userSpaceOnUse", width: 10, height: 10 },
        svg("rect", { width: 10, height: 10 }), svg("path", { d })));
    this.blur = svg("feGaussianBlur", {});
    this.body = svg("image", {});
    const inside = svg("mask", { id: "inside", style: "mask-type: alpha" }, this.body);
    const soft = svg("filter", { id: "soft", x: "-30%", y: "-30%", width: "160%", height: "160%" }, this.blur);
    this.svg = svg(
      "svg",
      { class: "map", role: "application", tabindex: "0", "aria-describedby": "help" },
      svg("defs", {}, this.dots, ...this.textures, soft, inside, svg("clipPath", { id: "own" }, this.own)),
      this.picture, this.tint, this.bright, this.shapes, this.involved, this.zones, this.areas, this.outline, this.painted, this.cursor, this.marks,
    );
    this.tip = html("div", { class: "tip", "aria-hidden": "true" });
    this.sides = [html("span", { class: "side start" }), html("span", { class: "side end" })];
    this.title = html("span", { class: "side title" });
    this.offer = html("button", { type: "button", class: "offer" });
    this.offer.addEventListener("click", () => this.emit("view", { id: this.data.offer.id, n: ++this.count }), {
      signal: this.events.signal,
    });
    this.busy = html("div", { class: "problem", role: "alert", hidden: "" });
    this.buttons = html("div", { class: "zoom", role: "group", "aria-label": "Zoom" });
    for (const [label, face, act] of [
      ["Zoom in", "M5 12h14M12 5v14", () => this.zoomBy(1.5)],
      ["Zoom out", "M5 12h14", () => this.zoomBy(1 / 1.5)],
      ["Zoom to the selected muscle", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M12 9v6M9 12h6", () => this.zoomToSelection()],
      ["Show the whole picture", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", () => this.reset()],
    ]) {
      const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: face }));
      const button = html("button", { type: "button", "aria-label": label, title: label }, icon);
      button.addEventListener("click", act, { signal: this.events.signal });
      this.buttons.append(button);
    }
    this.toSelection = this.buttons.children[2];
    this.stage = html("div", { class: "stage" }, this.svg, ...this.sides, this.title, this.offer, this.buttons, this.tip, this.busy);
    this.legend = html("ul", { class: "legend", "aria-label": "Key to the map" });
    this.live = html("div", { class: "unseen", role: "status", "aria-live": "polite" });
    this.help = html("div", { class: "unseen", id: "help" });
    this.host.replaceChildren(this.stage, this.legend, this.live, this.help);
  }

  async update(data) {
    const before = this.data;
    this.data = data;
    const { view } = data;
    const newView = before.view?.id !== view.id;
    this.host.dataset.mode = data.mode;
    this.svg.setAttribute("aria-label", data.label);
    this.help.textContent = data.help ?? HELP[data.mode];
    this.sides.forEach((label, i) => {
      label.textContent = view.sides?.[i] ?? "";
      label.hidden = !view.sides?.[i];
    });
    this.title.textContent = view.title ?? "";
    this.title.hidden = !view.title;
    this.drawOffer(data.offer);
    if (before.picture !== data.picture) {
      this.picture.setAttribute("href", new URL(data.picture, document.baseURI).href);
    }
    if (newView) {
      for (const image of [this.picture, this.body, this.bright]) {
        image.setAttribute("width", view.width);
        image.setAttribute("height", view.height);
      }
      this.setTexture(1 / view.mm_per_px);
      this.centre = [view.width / 2, view.height / 2];
      this.zoom = 1;
      this.opened = "";
      this.moveTo(null);
    }
    if (newView || before.strokes_rev !== data.strokes_rev) this.strokes = data.strokes ?? [];
    const { selected, side, point, lit, pattern } = data;
    this.now = { selected, side, point, lit, pattern };
    if (newView) this.drawPattern(NOTHING);
    this.drawAreas();
    this.drawPainted();
    this.fit();
    await this.load(before);
  }

  /** Fetch outlines, names, points and zones, then draw what depends on them. */
  async load(before) {
    const { data, now } = this;
    let shapes, names, pattern;
    try {
      [shapes, names, pattern] = await Promise.all([
        fetchJson(data.shapes_url), fetchJson(data.names_url), this.fetchPattern(data.pattern),
      ]);
    } catch {
      this.busy.textContent = "The outlines could not be loaded. Check the connection and reload the page.";
      this.busy.hidden = false;
      return;
    }
    if (data !== this.data || now !== this.now) return; // a newer update or a click came meanwhile
    this.busy.hidden = true;
    this.names = names;
    const key = `${data.shapes_url} ${data.shapes_layer} ${JSON.stringify(data.involved ?? null)}`;
    if (this.drawn !== key) {
      this.drawn = key;
      if (data.involved) this.drawInvolved(shapes, data.involved);
      else this.drawShapes(shapes.visible[data.shapes_layer] ?? {});
    }
    this.shapes.classList.toggle("quiet", !data.outlines);
    this.outlines = shapes;
    this.drawOutline();
    this.drawPattern(pattern);
    this.drawLit();
    if (before.selected !== undefined && before.selected !== data.selected && data.selected) {
      this.say(`${this.nameOf(data.selected)[0]} selected.`);
    }
    this.openOn(data.zoom_to ?? []);
    if (data.selected && data.focus !== this.focus) this.zoomToSelection(data.view.title ? 1 : MAX_FOCUS);
    this.focus = data.focus;
    this.host.dataset.ready = data.view.id;
    this.host.dataset.shown = `${data.view.id} ${data.layer} ${data.selected ?? ""} ${data.point ?? ""}`;
  }

  /** Name of a muscle with its side; patients are told in plain words what it is. */
  nameOf(id, side) {
    const [name, plain] = this.names?.[id] ?? [id, ""];
    const whose = this.data.possessive ? "your " : "";
    return [side && side !== "midline" ? `${name}, ${whose}${side}` : name, this.data.wording === "patient" ? plain : ""];
  }

  drawShapes(visible) {
    const order = Object.keys(this.names).filter((id) => visible[id]);
    this.order = [];
    this.byKey = new Map();
    const rows = [];
    for (const id of order) {
      for (const [side, d] of Object.entries(visible[id])) {
        const shape = svg("path", { d, "data-id": id, "data-side": side });
        this.order.push(`${id} ${side}`);
        this.byKey.set(`${id} ${side}`, shape);
        rows.push(shape);
      }
    }
    this.shapes.replaceChildren(...rows);
    this.involved.replaceChildren();
    this.moveTo(null);
  }

  /** Several muscles at once, each with the texture of its grade; only these can be picked. */
  drawInvolved({ full, visible }, { muscles, layers }) {
    this.drawShapes({});
    const rows = [];
    for (const id of Object.keys(this.names).filter((name) => muscles[name] && full[name])) {
      const grade = muscles[id];
      // what shows of a muscle once the layers above it are taken away; all of it where nothing would show
      for (const [side, d] of Object.entries(visible[layers[id]]?.[id] ?? full[id])) {
        const fill = grade in TEXTURES ? `url(#texture-${grade})` : null;
        const shape = svg("path", { d, fill, class: grade, "data-id": id, "data-side": side });
        this.order.push(`${id} ${side}`);
        this.byKey.set(`${id} ${side}`, shape);
        rows.push(shape);
      }
    }
    // the largest at the bottom, so that every muscle can be reached with the pointer
    this.involved.append(...rows);
    const size = new Map(rows.map((shape) => [shape, shape.getBBox()]).map(([shape, b]) => [shape, b.width * b.height]));
    this.involved.replaceChildren(...rows.sort((a, b) => size.get(b) - size.get(a)));
    this.involved.classList.toggle("many", rows.length > 60);
  }

  /** The parts of a muscle's shape on the side that is shown, as one path. */
  partsOf(shapes) {
    const { selected, side } = this.now;
    return Object.entries((selected && shapes?.[selected]) || {})
      .filter(([where]) => side === "both" || where === side || where === "midline")
      .map(([, d]) => d)
      .join("");
  }

  drawOutline() {
    const all = this.partsOf(this.outlines.full);
    this.outline.replaceChildren(
      ...(all ? ["casing", "line"].map((role) => svg("path", { class: role, d: all })) : []),
    );
    this.tint.setAttribute("d", all);
  }

  /** Another view that shows more: the close-up of a small muscle, or the whole body again. */
  drawOffer(offer) {
    this.offer.hidden = !offer;
    if (!offer) return;
    const face = offer.way === "in" ? "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5M8 11h6M11 8v6" : "M10 6l-6 6 6 6M4 12h16";
    const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: face }));
    this.offer.replaceChildren(icon, offer.way === "in" ? `Close-up: ${offer.label}` : offer.label);
  }

  /** The selected muscle in full colour, cut out of the picture of its own layer, however deep it lies. */
  drawLit() {
    const { lit } = this.now;
    const d = lit ? this.partsOf(this.outlines.visible[lit.shapes_layer]) : "";
    this.own.setAttribute("d", d);
    this.bright.toggleAttribute("hidden", !d);
    if (d) this.bright.setAttribute("href", new URL(lit.picture, document.baseURI).href);
  }

  setTexture(pxPerMm) {
    const step = 7 * pxPerMm;
    this.dots.setAttribute("width", step);
    this.dots.setAttribute("height", step);
    this.dots.setAttribute("patternTransform", "rotate(32)");
    this.dots.replaceChildren(svg("circle", { cx: step / 2, cy: step / 2, r: step * 0.24 }));
    this.blur.setAttribute("stdDeviation", 3.5 * pxPerMm);
  }

  /** Where it hurts: numbered areas, drawn over the zones so that both can be compared. */
  drawAreas() {
    const areas = this.data.areas ?? [];
    this.areas.replaceChildren(
      ...areas.flatMap((area) => [
        svg("path", { class: "casing", d: area.d }),
        svg("path", { class: "area", d: area.d }),
      ]),
      ...areas.map((area) => {
        const number = svg("text", { y: -8.5 });
        number.textContent = area.n;
        const chip = svg("g", { class: "number" }, svg("circle", { cy: -12.5, r: 10.5 }), number);
        chip.place = [area.x, area.y];
        return chip;
      }),
    );
    this.placeMarks();
  }

  /** Show the zones that belong to what the pointer or the focus is on elsewhere on the page. */
  async preview(target) {
    const { previews } = this.data;
    const box = previews && target?.closest?.('[class*="st-key-hit-"]');
    const name = box && [...box.classList].find((c) => previews[c]);
    if ((name ?? null) === (this.previewed ?? null)) return;
    this.previewed = name ?? null;
    let zones = null;
    try {
      zones = name ? (await fetchJson(previews[name])).zones : null;
    } catch {
      return; // without a connection the map stays as it is
    }
    if (this.previewed !== (name ?? null)) return;
    this.shown = zones;
    this.drawZones();
    this.drawLegend();
  }

  /** Points and zones of a muscle on a side of the body, in the view that is shown. */
  fetchPattern(pattern) {
    if (!pattern) return Promise.resolve(NOTHING);
    const { view, overlays } = this.data;
    const names = { view: view.id, ...pattern };
    return fetchJson(overlays.replace(/{(\w+)}/g, (_, name) => names[name]));
  }

  /** The marks or zones of the pattern that are switched on. */
  visible(kind) {
    const { show } = this.data;
    if (kind === "marks") return show.points ? this.pattern.marks : [];
    return this.pattern.zones.filter((zone) => show[zone.kind]);
  }

  /** Draw points and zones, unless they are what is drawn already. */
  drawPattern(pattern) {
    const shown = JSON.stringify(this.data.show);
    const { selected = "", pattern: of } = this.now;
    if (this.pattern !== pattern || this.patternShown !== shown || this.shown) {
      this.pattern = pattern;
      this.patternShown = shown;
      this.shown = null;
      this.drawZones();
      this.drawMarks();
    } else this.showPoint();
    const zones = this.visible("zones");
    this.dim(zones);
    this.drawLegend();
    this.toSelection.disabled = !this.partsOf(this.outlines?.full) && !zones.length;
    this.host.dataset.pattern = `${this.data.view.id} ${of?.muscle ?? selected} ${of?.side ?? ""}`;
  }

  /** Fade the picture behind a selected muscle or zones. */
  dim(zones) {
    this.host.classList.toggle("dimmed", zones.length > 0 || Boolean(this.now.selected && !this.data.involved));
  }

  drawZones() {
    const { view, silhouette } = this.data;
    const zones = this.shown ?? this.visible("zones");
    this.dim(zones);
    this.host.classList.toggle("with-involved", Boolean(this.data.involved));
    if (zones.length) this.body.setAttribute("href", new URL(silhouette, document.baseURI).href);
    const box = { x: 0, y: 0, width: view.width, height: view.height };
    const layers = [];
    for (const kind of ["spillover", "essential"]) {
      for (const certainty of ["typical", "variable", "disputed"]) {
        const path = (zone, role) => svg("path", { d: zone.d, class: role, "data-points": zone.points.join(" ") });
        const drawn = zones.filter((zone) => zone.kind === kind && zone.certainty === certainty);
        if (!drawn.length) continue;
        const areas = svg("g", { class: "area", filter: "url(#soft)" }, ...drawn.map((zone) => path(zone, "fill")));
        const layer = svg("g", { class: `${kind} ${certainty}`, mask: "url(#inside)" }, areas);
        if (kind === "spillover") {
          const id = `dotted-${certainty}`;
          layer.append(
            svg("mask", { id }, areas.cloneNode(true)),
            svg("rect", { ...box, class: "stipple", fill: "url(#dots)", mask: `url(#${id})` }),
          );
        }
        layer.append(...drawn.map((zone) => path(zone, "edge")));
        layers.push(layer);
      }
    }
    this.zones.replaceChildren(...layers);
    this.showPoint();
  }

  drawMarks() {
    const focused = this.host.getRootNode().activeElement?.dataset?.point;
    this.marks.replaceChildren(
      ...this.visible("marks").map((mark) => {
        const label = `Trigger point ${mark.n}: ${mark.label}${mark.side === "midline" ? "" : `, ${mark.side}`}${mark.behind ? ", on the far side of the body" : ""}`;
        const g = svg(
          "g",
          {
            class: `mark${mark.behind ? " behind" : ""}`, role: "button", tabindex: "0", "data-point": mark.point,
            "data-side": mark.side, "aria-label": label,
          },
          svg("circle", { class: "reach", r: 15 }),
          svg("path", { class: "casing", d: "M-6 -6L6 6M6 -6L-6 6" }),
          svg("path", { class: "cross", d: "M-6 -6L6 6M6 -6L-6 6" }),
        );
        if (mark.numbered) {
          const number = svg("text", { y: 4 });
          number.textContent = mark.n;
          g.chip = svg("g", {}, svg("circle", { class: "chip", r: 8.5 }), number);
          g.append(g.chip);
        }
        g.place = [mark.x, mark.y];
        g.mark = mark;
        return g;
      }),
    );
    this.placeMarks();
    this.showPoint();
    if (focused) this.marks.querySelector(`[data-point="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  /** Put the number of each mark at the corner where it is farthest from other marks and numbers. */
  placeChips(unit) {
    const marks = [...this.marks.children].filter((g) => g.chip);
    const taken = marks.map((g) => g.place.map((v) => v / unit));
    for (const [i, g] of marks.entries()) {
      const [x, y] = taken[i];
      const room = ([dx, dy]) =>
        Math.min(40, ...taken.filter((_, j) => j !== i).map(([u, v]) => Math.hypot(x + dx - u, y + dy - v)));
      const corner = CORNERS.reduce((best, other) => (room(other) > room(best) + 0.5 ? other : best));
      g.chip.setAttribute("transform", `translate(${corner.join(" ")})`);
      taken.push([x + corner[0], y + corner[1]]);
    }
  }

  placeMarks() {
    const unit = this.unit();
    for (const texture of this.textures) texture.setAttribute("patternTransform", `scale(${unit})`);
    for (const g of [...this.marks.children, ...this.areas.querySelectorAll(".number")]) {
      g.setAttribute("transform", `translate(${g.place.join(" ")}) scale(${unit})`);
    }
    this.placeChips(unit);
  }

  /** One point that is hovered, focused or chosen shows its own zones alone. */
  showPoint() {
    const point = this.hoveredPoint ?? this.focusedPoint ?? this.now.point ?? null;
    for (const zone of this.zones.querySelectorAll("path")) {
      zone.toggleAttribute("hidden", point !== null && !zone.dataset.points.split(" ").includes(point));
    }
    for (const mark of this.marks.children) {
      mark.classList.toggle("dim", point !== null && mark.dataset.point !== point);
      mark.classList.toggle("on", mark.dataset.point === point);
      mark.setAttribute("aria-pressed", String(mark.dataset.point === this.now.point));
    }
  }

  drawPainted() {
    const { mode } = this.data;
    this.painted.replaceChildren(
      ...this.strokes.map((stroke) =>
        svg("path", {
          class: stroke.tool, d: line(stroke.points) + (stroke.tool === "lasso" ? "Z" : ""),
          "stroke-width": stroke.tool === "lasso" ? null : 2 * stroke.radius_px,
        }),
      ),
    );
    this.draft = svg("path", { class: `draft ${mode === "lasso" ? "lasso" : this.data.brush?.tool ?? "paint"}` });
    this.painted.append(this.draft);
  }

  drawLegend() {
    const marks = this.visible("marks");
    const zones = this.shown ?? this.visible("zones");
    const has = (test) => zones.some(test);
    const rows = [];
    if (marks.length) rows.push(["trigger-point", "Trigger point"]);
    if (marks.some((m) => m.behind)) rows.push(["behind", "On the far side"]);
    if (has((z) => z.kind === "essential")) rows.push(["essential", "Essential zone: where pain is felt most often"]);
    if (has((z) => z.kind === "spillover")) rows.push(["spillover", "Spillover zone: felt by some people"]);
    if (has((z) => z.certainty === "typical") && has((z) => z.certainty !== "typical")) {
      rows.push(["typical", "Sources agree"]);
    }
    if (has((z) => z.certainty === "variable")) rows.push(["variable", "Sources differ"]);
    if (has((z) => z.certainty === "disputed")) rows.push(["disputed", "Experts disagree"]);
    if (this.data.areas?.length) rows.push(["painted", "Where you said it hurts"]);
    else if (this.strokes.length) rows.push(["painted", "Where you painted"]);
    for (const [grade, label] of this.data.involved?.key ?? []) rows.push([`texture ${grade}`, label]);
    this.legend.hidden = !rows.length;
    this.legend.replaceChildren(
      ...rows.map(([sign, text]) => {
        const swatch = html("span", { class: `swatch ${sign}`, "aria-hidden": "true" });
        return html("li", {}, swatch, html("span", {}, text));
      }),
    );
  }

  // ---- zoom and pan --------------------------------------------------------------------------

  /** Picture pixels per screen pixel. */
  unit() {
    return 1 / (this.scale * this.zoom || 1);
  }

  fit() {
    const { view } = this.data;
    const box = this.stage.getBoundingClientRect();
    if (!view || !box.width || !box.height) return;
    this.size = [box.width, box.height];
    this.scale = Math.min((box.width - 24) / view.width, (box.height - 24) / view.height);
    this.frame();
  }

  frame() {
    const { view } = this.data;
    if (!this.size) return;
    const [w, h] = this.size.map((px) => px * this.unit());
    const hold = (centre, span, shown) =>
      shown >= span ? span / 2 : clamp(centre, shown / 2 - 0.1 * shown, span - shown / 2 + 0.1 * shown);
    this.centre = [hold(this.centre[0], view.width, w), hold(this.centre[1], view.height, h)];
    const [x, y] = [this.centre[0] - w / 2, this.centre[1] - h / 2];
    this.svg.setAttribute("viewBox", [x, y, w, h].map((v) => v.toFixed(2)).join(" "));
    this.host.classList.toggle("zoomed", this.zoom > 1.01);
    this.host.dataset.zoom = this.zoom.toFixed(2);
    this.placeMarks();
  }

  zoomBy(factor, about = this.centre) {
    const zoom = clamp(this.zoom * factor, 1, MAX_ZOOM);
    const keep = this.zoom / zoom;
    this.centre = this.centre.map((c, i) => about[i] - (about[i] - c) * keep);
    this.zoom = zoom;
    this.frame();
  }

  reset() {
    this.zoom = 1;
    this.frame();
  }

  zoomToSelection(limit = MAX_ZOOM) {
    const parts = [this.outline, this.marks].filter((g) => g.childNodes.length);
    const boxes = [...parts, ...this.zones.querySelectorAll(".edge:not([hidden])")].map((part) => part.getBBox());
    if (!boxes.length) return;
    const { view } = this.data;
    const low = [0, 1].map((i) => Math.max(0, Math.min(...boxes.map((b) => [b.x, b.y][i]))));
    const high = [0, 1].map((i) =>
      Math.min([view.width, view.height][i], Math.max(...boxes.map((b) => [b.x + b.width, b.y + b.height][i]))),
    );
    this.zoomToBox(low, high, 0.85, limit);
  }

  /** Show a part of the picture, which is to fill this share of the stage. */
  zoomToBox(low, high, share, limit = MAX_ZOOM) {
    const fits = [0, 1].map((i) => this.size[i] / this.scale / Math.max(1, high[i] - low[i]));
    this.centre = [0, 1].map((i) => (low[i] + high[i]) / 2);
    this.zoom = clamp(share * Math.min(...fits), 1, limit);
    this.frame();
  }

  /** Show the part of the picture that the data asks for, once, so that the reader may zoom on from there. */
  openOn(box = []) {
    const asked = box.join(" ");
    if (asked === (this.opened ?? "")) return;
    this.opened = asked;
    if (asked) this.zoomToBox(box.slice(0, 2), box.slice(2), 1);
    else this.reset();
  }

  // ---- pointer -------------------------------------------------------------------------------

  at(event) {
    const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [round(p.x), round(p.y)];
  }

  listen() {
    const on = (name, act, options = {}) =>
      this.svg.addEventListener(name, act.bind(this), { signal: this.events.signal, ...options });
    on("wheel", this.onWheel, { passive: false });
    on("pointerdown", this.onDown);
    on("pointermove", this.onMove);
    on("pointerup", this.onUp);
    on("pointercancel", this.onCancel);
    on("pointerleave", () => !this.pointers.size && this.hover(null));
    on("keydown", this.onKey);
    on("blur", () => this.moveTo(null));
    on("focusin", this.onFocus);
    on("focusout", this.onFocus);
    for (const name of ["pointerover", "focusin"]) {
      document.addEventListener(name, (event) => this.preview(event.target), { signal: this.events.signal });
    }
  }

  onWheel(event) {
    event.preventDefault();
    this.zoomBy(Math.exp(-clamp(event.deltaY, -120, 120) / 400), this.at(event));
  }

  get draws() {
    return this.data.mode !== "pick";
  }

  onDown(event) {
    if (event.button > 0) return;
    this.expect(event.composedPath()[0].closest?.("path[data-id]"), 0);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.travel = this.pointers.size > 1 ? Infinity : 0;
    if (this.pointers.size > 1) {
      this.path = null; // a second finger turns a stroke into a pinch
      this.draft.removeAttribute("d");
    } else if (this.draws) {
      this.path = [this.at(event)];
      this.svg.setPointerCapture(event.pointerId);
    }
  }

  onMove(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.hover(event);
      return;
    }
    const now = [event.clientX, event.clientY];
    this.pointers.set(event.pointerId, now);
    if (this.pointers.size === 2) {
      const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
      const spread = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
      const middle = { clientX: (now[0] + other[0]) / 2, clientY: (now[1] + other[1]) / 2 };
      this.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
      this.zoomBy(spread(now) / spread(before), this.at(middle));
      return;
    }
    this.travel += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (this.path) {
      this.path.push(this.at(event));
      this.draft.setAttribute("d", line(this.path));
      this.draft.setAttribute("stroke-width", this.data.mode === "lasso" ? "" : 2 * this.data.brush.radius_px);
    } else if (this.travel > CLICK_SLOP_PX && this.zoom > 1) {
      this.svg.setPointerCapture(event.pointerId);
      this.host.classList.add("panning");
      this.hover(null);
      this.pan(now[0] - before[0], now[1] - before[1]);
    }
  }

  pan(dx, dy) {
    const unit = this.unit();
    this.centre = [this.centre[0] - dx * unit, this.centre[1] - dy * unit];
    this.frame();
  }

  onUp(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    this.host.classList.remove("panning");
    if (this.path) {
      this.finishStroke(this.path);
      this.path = null;
    } else if (this.travel <= CLICK_SLOP_PX) {
      const target = event.composedPath()[0];
      const mark = target.closest?.(".mark");
      if (mark) this.choosePoint(mark);
      else this.pick(this.at(event), target.dataset?.id ?? null, target.dataset?.side ?? null);
    }
  }

  onCancel(event) {
    this.pointers.delete(event.pointerId);
    this.path = null;
    this.draft.removeAttribute("d");
    this.host.classList.remove("panning");
  }

  hover(event) {
    const target = event?.composedPath()[0];
    const shape = target?.dataset?.id ? target : null;
    const mark = target?.closest?.(".mark") ?? null;
    if (this.lit !== shape) {
      this.lit?.classList.remove("lit");
      shape?.classList.add("lit");
      this.lit = shape;
      this.expect(shape);
    }
    const point = mark?.dataset.point;
    if (this.hoveredPoint !== point) {
      this.hoveredPoint = point;
      this.showPoint();
    }
    const named = shape && !this.draws ? this.nameOf(shape.dataset.id, shape.dataset.side) : [];
    this.showTip(mark ? [`${mark.mark.n}. ${mark.mark.label}`] : named, event);
  }

  /** Show a name, with smaller text below it, above the pointer; nothing without a name. */
  showTip([name, more], event) {
    this.tip.classList.toggle("shown", Boolean(name));
    if (!name) return;
    this.tip.replaceChildren(name, ...(more ? [html("small", {}, more)] : []));
    const box = this.stage.getBoundingClientRect();
    const x = clamp(event.clientX - box.left, 8, box.width - this.tip.offsetWidth - 16);
    const y = event.clientY - box.top;
    const above = y - this.tip.offsetHeight - 14;
    this.tip.style.transform = `translate(${x}px, ${above > 4 ? above : y + 22}px)`;
  }

  pick([x, y], id, side) {
    if (this.data.eager && id !== this.now.selected && (!id || this.outlines?.full[id])) this.lightUp(id, side);
    this.emit("pick", { id, side, x, y, n: ++this.count });
  }

  /** The pattern that a click on a shape of a muscle will show. */
  patternOf(id, side) {
    const chosen = this.data.side === "both" || !["left", "right"].includes(side) ? this.data.side : side;
    return { muscle: id, side: chosen };
  }

  /** Fetch the points and zones of a muscle that may be clicked next. */
  expect(shape, wait_ms = DWELL_MS) {
    clearTimeout(this.expected);
    if (!this.data.eager || !shape) return;
    const pattern = this.patternOf(shape.dataset.id, shape.dataset.side);
    this.expected = setTimeout(() => this.fetchPattern(pattern).catch(() => {}), wait_ms);
  }

  /** Show a muscle that was picked, with its points and zones, before the server has answered. */
  async lightUp(id, side) {
    const { data } = this;
    const pattern = id ? this.patternOf(id, side) : null;
    const pictured = data.layer === data.shapes_layer;
    const now = {
      selected: id, point: null, pattern, side: pattern?.side ?? data.side,
      lit: id && pictured ? { picture: data.picture, shapes_layer: data.layer } : null,
    };
    this.now = now;
    this.drawOutline();
    this.drawLit();
    this.dim([]);
    this.zones.replaceChildren();
    this.marks.replaceChildren();
    this.pattern = NOTHING;
    try {
      const fetched = await this.fetchPattern(pattern);
      if (this.now === now) this.drawPattern(fetched);
    } catch {
      // the server's answer follows and says what is wrong
    }
  }

  choosePoint(mark) {
    const chosen = mark.dataset.point === this.now.point ? null : mark.dataset.point;
    this.now = { ...this.now, point: chosen };
    if (!chosen) this.focusedPoint = undefined; // let go: all zones again, though the mark keeps the focus
    this.showPoint();
    this.emit("point", { id: chosen, side: mark.dataset.side, n: ++this.count });
    this.say(chosen ? mark.getAttribute("aria-label") : "All trigger points shown.");
  }

  // ---- painting ------------------------------------------------------------------------------

  finishStroke(points) {
    const tool = this.data.mode === "lasso" ? "lasso" : this.data.brush.tool;
    this.draft.removeAttribute("d");
    if (tool === "lasso" && points.length < 3) return;
    const radius_px = tool === "lasso" ? 0 : this.data.brush.radius_px;
    this.strokes = [...this.strokes, { tool, radius_px, points: thin(points, this.unit() * 2) }];
    this.drawPainted();
    this.drawLegend();
    this.emit("strokes", { view: this.data.view.id, items: this.strokes, n: ++this.count });
  }

  // ---- keyboard ------------------------------------------------------------------------------

  onKey(event) {
    const mark = event.target.closest?.(".mark");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.choosePoint(mark);
      return;
    }
    const act = {
      "+": () => this.zoomBy(1.3), "=": () => this.zoomBy(1.3), "-": () => this.zoomBy(1 / 1.3),
      0: () => this.reset(), Escape: () => this.clear(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (!mark && (this.draws ? this.steerBrush(event) : this.walk(event))) event.preventDefault();
  }

  clear() {
    this.moveTo(null);
    this.path = null;
    this.draft.removeAttribute("d");
    if (this.now.point) {
      this.now = { ...this.now, point: null };
      this.focusedPoint = undefined;
      this.showPoint();
      this.emit("point", { id: null, side: null, n: ++this.count });
    } else if (this.now.selected) this.pick([0, 0], null, null);
  }

  /** Arrow keys go through the muscles in the order of their regions. */
  walk({ key }) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    const { order } = this;
    if (!order?.length) return false;
    if (step) {
      const start = this.here ?? `${this.now.selected} ${this.data.side === "left" ? "left" : "right"}`;
      const i = order.indexOf(start);
      this.moveTo(order[i < 0 ? (step > 0 ? 0 : order.length - 1) : (i + step + order.length) % order.length]);
      return true;
    }
    if ((key === "Enter" || key === " ") && this.here) {
      const [id, side] = this.here.split(" ");
      this.pick([0, 0], id, side);
      return true;
    }
    return false;
  }

  moveTo(key) {
    this.byKey?.get(this.here)?.classList.remove("lit");
    this.here = key;
    const shape = key && this.byKey.get(key);
    if (!shape) {
      this.showTip([]);
      return;
    }
    shape.classList.add("lit");
    this.expect(shape);
    const name = this.nameOf(shape.dataset.id, shape.dataset.side);
    const box = shape.getBoundingClientRect();
    this.showTip(name, { clientX: box.x + box.width / 2, clientY: box.y });
    this.say(name.filter(Boolean).join(". "));
  }

  /** In paint mode the arrow keys move the brush, Enter paints a dot. */
  steerBrush({ key }) {
    const move = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] }[key];
    if (this.data.mode !== "paint" || (!move && key !== "Enter" && key !== " ")) return false;
    const { radius_px } = this.data.brush;
    this.brushAt ??= [...this.centre];
    if (move) this.brushAt = this.brushAt.map((v, i) => v + move[i] * radius_px * 0.8);
    else this.finishStroke([this.brushAt.map(round)]);
    this.cursor.replaceChildren(svg("circle", { cx: this.brushAt[0], cy: this.brushAt[1], r: radius_px }));
    return true;
  }

  onFocus(event) {
    const mark = event.type === "focusin" ? event.target.closest?.(".mark") : null;
    this.focusedPoint = mark?.matches(":focus-visible") ? mark.dataset.point : undefined;
    if (event.type === "focusout") this.cursor.replaceChildren();
    this.showPoint();
  }

  say(text) {
    this.live.textContent = text;
  }
}

// Strokes of the texture of each grade that has one, in a square of 10 units.
const TEXTURES = {
  moderate: "M0 0",
  low: "M-2 2L2 -2M-2 12L12 -2M8 12L12 8",
  very_low: "M2.5 2.5h.01M7.5 7.5h.01",
  against: "M0 0L10 10M10 0L0 10",
};

const HELP = {
  pick:
    "Arrow keys move through the muscles, Enter selects, plus and minus zoom, 0 shows the whole picture, Escape clears. " +
    "Trigger points follow as buttons.",
  paint: "Arrow keys move the brush, Enter paints a spot, plus and minus zoom, 0 shows the whole picture.",
  lasso: "Draw around an area with the mouse or a finger. With the keyboard use the brush instead.",
};

/** Drop points closer than the step, so that a stroke stays small. */
function thin(points, step) {
  const kept = [points[0]];
  for (const p of points) {
    const [x, y] = kept[kept.length - 1];
    if (Math.hypot(p[0] - x, p[1] - y) >= step) kept.push(p);
  }
  return kept;
}
