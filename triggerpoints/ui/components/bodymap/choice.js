// What the reader has chosen, and the picture that follows from it without asking Python.

/** @typedef {import("../payload").ComponentData} Data */
/** @typedef {import("../payload").MapIndex} Index */
/** @typedef {import("../payload").MapSide} MapSide */
/**
 * @typedef {{view: string, layer: string, side: MapSide, selected: string | null, point: string | null,
 *   show: import("../payload").Show}} Choice
 */
/** @typedef {Data & {shapes_url: string, names_url: string, sharp: import("./stage.js").Sharp}} Scene */

/** The choice that Python's answer stands for. @param {Data} data @returns {Choice} */
export const choiceOf = ({ view, layer, side, selected, point, show }) => ({
  view: view.id,
  layer,
  side,
  selected,
  point,
  show,
});

/**
 * A choice after a change: a close-up of one hand, foot or shoulder follows the side, a point its muscle.
 *
 * @param {Choice} choice
 * @param {Partial<Choice>} change
 * @param {Index | null} index
 * @returns {Choice}
 */
export function changed(choice, change, index) {
  const now = { ...choice, ...change };
  if (now.selected !== choice.selected && change.point === undefined) now.point = null;
  if (index) now.view = ofSide(index, now.view, now.side);
  return now;
}

/**
 * What a change turns, as it is told to Python.
 *
 * @param {Choice} choice
 * @param {Partial<Choice>} change
 * @returns {Partial<Omit<import("../payload").ShowEvent, "n" | "kind">>}
 */
export function turnedOf({ show: before }, { view, layer, side, show }) {
  /** @type {Partial<Omit<import("../payload").ShowEvent, "n" | "kind">>} */
  const turned = {};
  if (view !== undefined) turned.view = view;
  if (layer !== undefined) turned.layer = layer;
  if (side !== undefined) turned.side = side;
  for (const name of /** @type {const} */ (["points", "essential", "spillover", "outlines"])) {
    if (show && show[name] !== before[name]) turned[name] = show[name];
  }
  return turned;
}

/** The same view of a side; the view itself when it shows both. @param {Index} index @param {string} view @param {MapSide} side */
export function ofSide(index, view, side) {
  const own = index.views.find(({ id }) => id === view);
  return !own?.side || !own.twin || side === "both" || side === own.side ? view : own.twin;
}

/** The side on which a click on a shape of a muscle selects it. @param {MapSide} shown @param {string | null} clicked */
export const sideOf = (shown, clicked) =>
  shown !== "both" && (clicked === "left" || clicked === "right") ? clicked : shown;

/**
 * What is to be drawn: Python's answer, with what the reader has chosen since.
 *
 * @param {Data} data
 * @param {Choice} choice
 * @param {Index | null} index Null on a map that Python changes.
 * @returns {Scene}
 */
export function sceneOf(data, choice, index) {
  const view = index?.views.find(({ id }) => id === choice.view);
  const layer = index?.layers.find(({ id }) => id === choice.layer);
  const { side, selected, point, show } = choice;
  if (!index || !view || !layer) {
    const known = { shapes_url: data.shapes_url ?? data.shapes, names_url: data.names_url ?? "" };
    return { ...data, ...known, sharp: {}, point };
  }
  const { pictures } = view;
  const finer = Object.entries(view.sharp).map(([own, url]) => [pictures[own], url]);
  return {
    ...data,
    sharp: Object.fromEntries(finer),
    label:
      view.id === data.view.id && layer.id === data.layer
        ? data.label
        : index.label.replace("{view}", view.label).replace("{layer}", layer.label.toLowerCase()),
    view,
    layer: layer.id,
    picture: pictures[layer.id] ?? data.picture,
    ...shapeOf(view, layer.id, data.silhouette),
    shapes_url: view.shapes,
    names_url: data.names_url ?? "",
    shapes_layer: layer.picked,
    outlines: show.outlines && layer.outlined,
    selected,
    side,
    point,
    show,
    brush: { ...data.brush, radius_px: (data.brush.radius_px * data.view.mm_per_px) / view.mm_per_px },
    strokes: view.id === data.view.id ? data.strokes : [],
    ...whatBelongsTo(data, choice, index, view),
  };
}

/**
 * The parts of the scene that depend on the muscle and on what Python drew for this view.
 *
 * @param {Data} data
 * @param {Choice} choice
 * @param {Index} index
 * @param {import("../payload").IndexedView} view
 */
function whatBelongsTo(data, { selected, side }, index, view) {
  const isSameView = view.id === data.view.id;
  const areas = isSameView ? (data.areas ?? []) : []; // those of another view are Python's to draw
  const own = selected === null ? undefined : index.muscles[selected];
  const picture = own === undefined ? undefined : view.pictures[own];
  const lit = own === undefined || picture === undefined ? null : { picture, shapes_layer: own };
  if (index.selects && own !== undefined && selected !== null) {
    return { areas, lit, offer: null, pattern: { muscle: selected, side } }; // the pattern's file has the offer
  }
  const isSame = selected === data.selected;
  const offer = isSame && isSameView ? data.offer : view.title ? wholeBody(index) : null;
  return { areas, lit, offer, pattern: isSame ? data.pattern : null };
}

/** The way back from a close-up without a muscle. @param {Index} index @returns {import("../payload").Offer | null} */
function wholeBody({ views }) {
  const [first] = views;
  return first ? { id: first.id, label: first.group, way: "out" } : null;
}

/**
 * The body's shape on a layer, and the view whose zones are drawn on it; below the skin the man is pictured.
 *
 * @param {import("../payload").IndexedView} view
 * @param {string} layer
 * @param {string} silhouette Where the view pictures no skin.
 */
function shapeOf(view, layer, silhouette) {
  const { pictures, placeholder, own_skin } = view;
  const shape = { zones_of: zonesOf(view, layer), silhouette: pictures.skin ?? silhouette, placeholder };
  if (!own_skin) return shape;
  return layer === "skin"
    ? { ...shape, placeholder: own_skin.placeholder }
    : { ...shape, silhouette: own_skin.man };
}

/** The view whose zones are drawn on a layer. @param {import("../payload").IndexedView} view @param {string} layer */
const zonesOf = ({ id, own_skin }, layer) => (layer === "skin" && own_skin ? own_skin.zones_of : id);

/**
 * Files that the next turn of view or layer may need, the likeliest first.
 *
 * @param {Index} index
 * @param {Choice} choice
 * @returns {{pictures: string[], shapes: string[], views: string[]}}
 */
export function neighbours(index, choice) {
  const here = index.views.find(({ id }) => id === choice.view);
  if (!here) return { pictures: [], shapes: [], views: [] };
  const beside = index.views.filter(({ id, group }) => group === here.group && id !== here.id);
  const layers = index.layers.map(({ id }) => here.pictures[id]);
  const turned = beside.map(({ pictures }) => pictures[choice.layer]);
  return {
    pictures: [...layers, ...turned].filter((picture) => picture !== undefined),
    shapes: beside.map(({ shapes }) => shapes),
    views: beside.map((view) => zonesOf(view, choice.layer)),
  };
}

/** Address of the points and zones of a muscle. @param {string} template @param {string} view @param {import("../payload").PatternOf} pattern */
export const patternAddress = (template, view, { muscle, side }) =>
  template.replace("{view}", view).replace("{muscle}", muscle).replace("{side}", side);
