// A small map for the tests: front and back, one hand of each side, two layers, two muscles.

/** @typedef {import("../../triggerpoints/ui/components/payload").IndexedView} IndexedView */

/** @param {string} id @param {Partial<IndexedView>} more @returns {IndexedView} */
const view = (id, more = {}) => ({
  id,
  label: id[0]?.toUpperCase() + id.slice(1),
  name: id,
  width: 100,
  height: 200,
  mm_per_px: 1,
  sides: ["Your right", "Your left"],
  title: null,
  group: "Whole body",
  side: null,
  twin: null,
  pictures: { skin: `${id}.skin.webp`, deep: `${id}.deep.webp` },
  sharp: {},
  shapes: `${id}.json`,
  placeholder: `${id}.svg`,
  ...more,
});

/** @type {import("../../triggerpoints/ui/components/payload").MapIndex} */
export const INDEX = {
  label: "Body map: {view}, {layer}",
  controls: ["view", "layer", "close-ups", "options"],
  selects: true,
  views: [
    view("front"),
    view("back"),
    view("hand", { group: "Hand", title: "Right hand", side: "right", twin: "hand-left" }),
    view("hand-left", { group: "Hand", title: "Left hand", side: "left", twin: "hand" }),
  ],
  layers: [
    { id: "skin", label: "Skin", name: "Skin", picked: "deep", outlined: false },
    { id: "deep", label: "Deep muscles", name: "Deep", picked: "deep", outlined: true },
  ],
  muscles: { soleus: "deep", deltoid: "deep" },
};

/** @type {import("../../triggerpoints/ui/components/payload").ComponentData} */
export const DATA = {
  label: "Body map: Front, deep muscles",
  view: view("front"),
  zones_of: "front",
  layer: "deep",
  picture: "front.deep.webp",
  silhouette: "front.skin.webp",
  shapes: "front.json",
  shapes_url: "front.json",
  names_url: "names.json",
  shapes_layer: "deep",
  outlines: true,
  selected: "soleus",
  side: "right",
  point: "p",
  wording: "patient",
  pattern: { muscle: "soleus", side: "right" },
  show: { points: true, essential: true, spillover: true, outlines: true },
  lit: null,
  offer: null,
  script: "main.js",
  style: "bodymap.css",
  placeholder: "front.svg",
  overlays: "patterns/{view}/{muscle}.{side}.json",
  mode: "pick",
  focus: 0,
  brush: { tool: "paint", radius_px: 10 },
  strokes: [],
  heard: 0,
  provisional: false,
};
