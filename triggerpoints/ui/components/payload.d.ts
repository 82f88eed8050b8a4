// Made by `python -m tools.script_types` from triggerpoints/figures/payload.py. Do not edit.

export type Side = "right" | "left";

export type Kind = "essential" | "spillover";

export type MapSide = "right" | "left" | "both";

export type Audience = "patient" | "student";

export type Mode = "pick" | "paint" | "lasso";

export type Tool = "paint" | "erase" | "lasso";

export type Control = "view" | "layer" | "close-ups" | "options";

/** A view; `sides` are the words for the left and the right edge, `title` names a close-up. */
export interface ViewFacts {
  id: string;
  label: string;
  width: number;
  height: number;
  mm_per_px: number;
  sides: string[] | null;
  title: string | null;
}

/** Whose points and zones are drawn. */
export interface PatternOf {
  muscle: string;
  side: MapSide;
}

/** Which overlays are switched on. */
export interface Show {
  points: boolean;
  essential: boolean;
  spillover: boolean;
  outlines: boolean;
}

/** Where the selected muscle is pictured in its own layer. */
export interface Lit {
  picture: string;
  shapes_layer: string;
}

/** Another view worth a look: closer, or back out. */
export interface Offer {
  id: string;
  label: string;
  way: "in" | "out";
}

/** Where it hurts: an outline, its number, and where the number stands in picture pixels. */
export interface MarkedArea {
  d: string;
  n: number;
  x: number;
  y: number;
}

/** Several muscles at once: grade and layer of each, and the key to the grades. */
export interface Involved {
  muscles: Record<string, string>;
  layers: Record<string, string>;
  key: string[][];
}

/** State of the map. Addresses may be file names in the folder of body maps until they are served. `zones_of` is the view whose zones are drawn: that of the figure whose skin is pictured. */
export interface MapPayload {
  label: string;
  view: ViewFacts;
  zones_of: string;
  layer: string;
  picture: string;
  silhouette: string;
  shapes: string;
  shapes_layer: string;
  outlines: boolean;
  selected: string | null;
  side: MapSide;
  point: string | null;
  wording: Audience;
  pattern: PatternOf | null;
  show: Show;
  lit: Lit | null;
  offer: Offer | null;
  shapes_url?: string;
  names_url?: string;
  help?: string | null;
  possessive?: boolean;
  areas?: MarkedArea[];
  areas_name?: string;
  previews?: Record<string, string>;
  involved?: Involved;
  zoom_to?: number[];
  walk?: string[];
}

/** Tool and radius of the brush in picture pixels. */
export interface Brush {
  tool: Tool;
  radius_px: number;
}

/** Something drawn: the brush's way, or the corners of a lasso, in picture pixels. */
export interface StrokeItem {
  tool: Tool;
  radius_px: number;
  points: number[][];
}

/** All that reaches the component with each message. `heard` is the number of the last event that Python has taken over; `index` is there on a map that changes view, layer, side and overlays by itself; `provisional` says that Python does not know yet what the reader had done, so that what a map shows already stays; `cards` is the address of the cards of muscles where one stands beside the map. */
export interface ComponentData {
  label: string;
  view: ViewFacts;
  zones_of: string;
  layer: string;
  picture: string;
  silhouette: string;
  shapes: string;
  shapes_layer: string;
  outlines: boolean;
  selected: string | null;
  side: MapSide;
  point: string | null;
  wording: Audience;
  pattern: PatternOf | null;
  show: Show;
  lit: Lit | null;
  offer: Offer | null;
  shapes_url?: string;
  names_url?: string;
  help?: string | null;
  possessive?: boolean;
  areas?: MarkedArea[];
  areas_name?: string;
  previews?: Record<string, string>;
  involved?: Involved;
  zoom_to?: number[];
  walk?: string[];
  script: string;
  style: string;
  placeholder: string;
  overlays: string;
  mode: Mode;
  focus: number;
  brush: Brush;
  strokes: StrokeItem[];
  heard: number;
  provisional: boolean;
  index?: string;
  cards?: string;
}

/** Another figure: the view whose zones are drawn on its skin, its plain shape, and the man's skin. */
export interface OwnSkin {
  zones_of: string;
  placeholder: string;
  man: string;
}

/** A view with all its files; `twin` is the same view of the other side, `name` short in its group. `sharp` has the pictures with finer pixels for a reader who zooms in, where there are some. `own_skin` is there where another figure than the man is pictured on the skin. */
export interface IndexedView {
  id: string;
  label: string;
  width: number;
  height: number;
  mm_per_px: number;
  sides: string[] | null;
  title: string | null;
  group: string;
  name: string;
  side: Side | null;
  twin: string | null;
  pictures: Record<string, string>;
  sharp: Record<string, string>;
  shapes: string;
  placeholder: string;
  own_skin?: OwnSkin;
}

/** A layer; `picked` is the one whose outlines can be picked on it, `outlined` whether they may show. */
export interface IndexedLayer {
  id: string;
  label: string;
  name: string;
  picked: string;
  outlined: boolean;
}

/** All views and layers, and the layer of each muscle: what a map needs to answer by itself. In `label`, which names the map, the words for the view and the layer are filled in. `controls` says what can be chosen, `selects` whether a click selects what was clicked. */
export interface MapIndex {
  label: string;
  views: IndexedView[];
  layers: IndexedLayer[];
  muscles: Record<string, string>;
  controls: Control[];
  selects: boolean;
}

/** A trigger point as a view shows it. */
export interface Mark {
  point: string;
  n: number;
  numbered: boolean;
  label: string;
  side: Side | "midline";
  x: number;
  y: number;
  behind: boolean;
}

/** A referred-pain zone as a view shows it, its core, and the points that share it. */
export interface DrawnZone {
  points: string[];
  kind: Kind;
  certainty: string;
  d: string;
  core: string;
}

/** Points and zones of a muscle in a view, the view to offer from there, and its zones in words. */
export interface PatternFile {
  marks: Mark[];
  zones: DrawnZone[];
  offer: Offer | null;
  felt: Record<string, string>;
}

/** A click: `id` is None beside all shapes. */
export interface PickEvent {
  n: number;
  kind: "pick";
  id: string | null;
  side: string | null;
  x: number;
  y: number;
}

/** A trigger point was chosen, or let go. */
export interface PointEvent {
  n: number;
  kind: "point";
  id: string | null;
}

/** The reader changed what is shown; what stays is left out. */
export interface ShowEvent {
  n: number;
  kind: "show";
  view?: string;
  layer?: string;
  side?: MapSide;
  points?: boolean;
  essential?: boolean;
  spillover?: boolean;
  outlines?: boolean;
  together?: string | null;
}

/** A stroke was drawn on a view. */
export interface StrokeEvent {
  n: number;
  kind: "stroke";
  view: string;
  item: StrokeItem;
}

/** All that reaches the component of a drawn section, strip or locator with each message. */
export interface PictureData {
  script: string;
  style: string;
  svg: string;
  card: boolean;
  tallest: string;
  stamp: string;
  click: boolean;
}

/** A part of the body's surfaces; `side` right means that the left is its mirror image. */
export interface SolidPart {
  index: number;
  file: string;
  id: string;
  kind: string;
  name: string;
  latin: string;
  layer: string;
  usual: "solid" | "ghost" | "hidden";
  side: "right" | "middle";
  centre_mm: number[];
  radius_mm: number;
  best_from: number[];
  covered_by: string[];
}

/** The look of a map's view: from where, to what, and how much of the body it frames. */
export interface FramingFacts {
  azimuth_deg: number;
  tilt_deg: number;
  target_mm: number[];
  width_mm: number;
  height_mm: number;
}

/** A layer that can be chosen. */
export interface LayerName {
  id: string;
  name: string;
}

/** Muscles that share a nerve, a bone or a movement with the selected one. */
export interface KinFacts {
  id: string;
  what: "nerve" | "bone" | "action";
  name: string;
  muscles: string[];
}

/** What the pointer does on a body that is marked, and the radius of its brush. */
export interface BodyBrush {
  tool: "tap" | "paint" | "erase";
  radius_mm: number;
}

/** A painful area, like a zone as weights at points of the skin, and its number. */
export interface MarkedSkin {
  n: number;
  at: string;
  weights: string;
}

/** On a body that is marked instead of explored: the brush, and what is marked. */
export interface Marking {
  skin_points: number;
  brush: BodyBrush;
  areas: MarkedSkin[];
}

/** What was taken off the body: keys of parts as in `triggerpoints.figures.peel`. */
export interface TakenOff {
  hidden: string[];
  ghosted: string[];
  alone: string | null;
  vessels: boolean;
}

/** What the needle's line goes through: its key among the body's parts, its name, and how deep it lies. */
export interface MetPart {
  part: string;
  name: string;
  depth: string;
}

/** A section: its picture's axes, a place on its plane, frame and SVG; the needle's line and all it meets. The plane stands `move_mm` off the point and may be moved `reach_mm` to both sides, named in `ends`. A plane beside the body has no picture. */
export interface BodyCut {
  right: number[];
  down: number[];
  at_mm: number[];
  frame: number[];
  svg: string;
  needle: number[][];
  move_mm: number;
  reach_mm: number;
  ends: string[];
  met: MetPart[];
}

/** State of the turning body: the same as that of the map, with the look at it. `camera` is direction, tilt, distance and target; `opening` is the view of the maps that it comes from. `kin` is there for students, `together` the id of the one whose muscles are lit. `figure` is whose skin is drawn. */
export interface BodyPayload {
  camera: number[];
  opening: FramingFacts | null;
  layers: LayerName[];
  layer: string;
  selected: string | null;
  side: MapSide;
  point: string | null;
  wording: Audience;
  show: Show;
  pattern: PatternOf | null;
  kin: KinFacts[];
  together: string | null;
  peel: TakenOff;
  figure: string;
  marking?: Marking;
  cut?: BodyCut;
}

/** All that reaches the component with each message; `provisional`, `cards` as in `ComponentData`. `figures` are addresses of how far the skin moves. */
export interface BodyData {
  camera: number[];
  opening: FramingFacts | null;
  layers: LayerName[];
  layer: string;
  selected: string | null;
  side: MapSide;
  point: string | null;
  wording: Audience;
  show: Show;
  pattern: PatternOf | null;
  kin: KinFacts[];
  together: string | null;
  peel: TakenOff;
  figure: string;
  marking?: Marking;
  cut?: BodyCut;
  provisional: boolean;
  script: string;
  styles: string[];
  manifest: string;
  solids: Record<string, string>;
  figures: Record<string, string>;
  patterns: string;
  names_url: string;
  heard: number;
  cards?: string;
}

/** A trigger point in the body, and which way the skin nearest to it looks. */
export interface SolidMark {
  point: string;
  n: number;
  numbered: boolean;
  label: string;
  side: Side;
  at_mm: number[];
  outward: number[];
}

/** A zone as weights (bytes) at points of the skin's surface, whose numbers are 32-bit; both in Base64. */
export interface SkinZone {
  points: string[];
  kind: Kind;
  certainty: string;
  at: string;
  weights: string;
}

/** Points and zones of a muscle on the turning body; `skin_points` is how many points that skin has. */
export interface SolidPattern {
  skin_points: number;
  marks: SolidMark[];
  zones: SkinZone[];
}

/** The reader looks from another side. */
export interface TurnEvent {
  n: number;
  kind: "turn";
  camera: number[];
}

/** The reader has taken parts off the body or brought them back: all that is off now. */
export interface PeelEvent {
  n: number;
  kind: "peel";
  hidden: string[];
  ghosted: string[];
  alone: string | null;
  vessels: boolean;
}

/** The plane of the section was moved off the point. */
export interface CutEvent {
  n: number;
  kind: "cut";
  move_mm: number;
}

/** A stroke was drawn on the body: the brush's way in mm. */
export interface BrushEvent {
  n: number;
  kind: "brush";
  tool: "paint" | "erase";
  radius_mm: number;
  points: number[][];
}

/** The skin was tapped at one of its points. */
export interface SpotEvent {
  n: number;
  kind: "spot";
  at: number;
}

/** The reader goes back to the map; `unable` says that the browser cannot draw the body. */
export interface LeaveEvent {
  n: number;
  kind: "leave";
  camera?: number[];
  unable?: boolean;
}

/** What the browser is to keep under a name, and for whom. */
export interface KeeperData {
  name: string;
  text: string | null;
  visit: string;
  forget: number;
  longest: number;
  days: number;
  merges: boolean;
  asks: boolean;
}

/** Names of what is shown. */
export interface ArrivalData {
  page: string;
  step: string;
}

/** What keys press, as CSS selectors, and where the focus goes at a new step. */
export interface QuizKeysData {
  step: string;
  focus: string;
  next: string;
  answers: string;
  answered: boolean;
  keys: Record<string, string>;
  seconds: number;
}
