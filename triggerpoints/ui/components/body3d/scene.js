// The scene: surfaces of each system for the right and the left side, the skin over them, and what is drawn of each.

import {
  BackSide,
  BufferAttribute,
  BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  DynamicDrawUsage,
  FrontSide,
  GLSL3,
  GreaterDepth,
  Group,
  LinearSRGBColorSpace,
  Mesh,
  PerspectiveCamera,
  RGBAFormat,
  Scene,
  ShaderMaterial,
  UnsignedByteType,
  Vector2,
  Vector4,
  WebGLRenderer,
} from "./engine/three.js";
import {
  BODY_FRAGMENT,
  BODY_VERTEX,
  ROUGH_FRAGMENT,
  ROUGH_SKIN_FRAGMENT,
  ROUGH_SKIN_VERTEX,
  ROUGH_VERTEX,
  SKIN_FRAGMENT,
  SKIN_VERTEX,
} from "./shaders.js";
import { FIELD_DEG, axes, eyeOf, mmPerPx } from "./look.js";
import { SHOWN, TONE } from "./lit.js";
import { disposeOf, fill } from "./drawn.js";
import { ShownFigure } from "./shown_figure.js";
import { moved } from "./figure.js";
import { gatherRough, makeCoarse } from "./rough.js";
import { skinOf } from "./solids.js";
import { slice } from "./ranges.js";

/** @typedef {import("./solids.js").Solid} Solid */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("../payload").SolidPart} Part */
/** @typedef {import("../payload").Side} Side */
/** @typedef {import("./lit.js").PartState} PartState */
/** @typedef {(part: Part, side: Side) => PartState} StateOf */
/** @typedef {import("./drawn.js").Drawn} Drawn */
/** @typedef {import("./ranges.js").Ranges} Ranges */
/**
 * @typedef {object} Half A file on one side of the body.
 * @property {Solid} solid
 * @property {Side} side
 * @property {Record<Role, Drawn>} drawn
 * @property {Ranges | null} coarse Fewer triangles for rough pictures, once somebody needs them.
 * @property {{rough: number[], roughGhost: number[]}} shown Parts that are solid and see-through.
 * @property {string} roughly Which of them the rough picture has.
 */
/** @typedef {"solid" | "hull" | "behind" | "ghost" | "rough" | "roughGhost"} Role */
/** @typedef {import("./engine/three.js").BufferGeometry["attributes"]} Attributes */
/** @typedef {{mesh: Mesh, depth: Mesh, rough: Mesh, zone: BufferAttribute, side: Side, own: Attributes}} SkinHalf */
/** @typedef {Record<"picked" | "line" | "skin" | "essential" | "spillover" | "stipple" | "edge" | "pain" | "paper", string>} Colours */

export const SIDES = /** @type {const} */ (["right", "left"]);
const HULL_PX = 2.2;
const MOST_PIXELS_PER_PX = 2;
const LIFT_MM = 4;
/** Colours of tissues; the maps are painted with the same. @type {Record<string, string>} */
const TISSUE = {
  muscle: "#b8392a",
  bone: "#e6d9c3",
  cartilage: "#cfdbe0",
  connective: "#ded8ca",
  artery: "#c8232c",
  vein: "#3b5ba9",
  vessel: "#b0303a",
  nerve: "#e3b93c",
  lung: "#d9a6a0",
  kidney: "#8c4a3a",
  organ: "#a8705c",
  canal: "#e8d27a",
};
const ORDER = { solid: 0, hull: 1, behind: 2, ghost: 3, skinDepth: 4, skin: 5, rough: 0, roughGhost: 3 };
/** What lies outside is drawn first, so that less is lit that something hides. */
const OUTSIDE_FIRST = ["muscles-superficial", "connective", "muscles-deep", "skeleton", "hazards"];
/** What is drawn at rest, while something moves on a slow machine, and what of it at a time. */
const PASS = { still: 1, rough: 2, part: 3 };

export class BodyScene {
  renderer;
  camera = new PerspectiveCamera(FIELD_DEG, 1, 10, 20_000);
  /** @type {Half[]} */
  halves = [];
  /** @type {SkinHalf[]} */
  skins = [];
  /** The man's whole skin as numbers, once it is there: what is painted is kept on it. @type {import("./skin.js").Skin | null} */
  skin = null;
  figure = new ShownFigure(this);
  /** The skin of the figure that is shown. @type {import("./skin.js").Skin | null} */
  shownSkin = null;
  /** How far its points lie from the man's. @type {Float32Array | null} */
  #moves = null;
  /** How strongly each point of the skin is painted. @type {Uint8Array | null} */
  pain = null;
  #scene = new Scene();
  /** @type {Mesh[]} */
  #drawnOnCut = [];
  #sides = { right: new Group(), left: new Group() };
  /** @type {readonly Part[]} */
  #parts = [];
  /** @type {DataTexture | null} */
  #states = null;
  #shared;
  /** @type {Set<ShaderMaterial>} All that leave out what a cut does. */
  #cuttable = new Set();
  /** @type {Look | null} */
  #look = null;
  #ratio = 1;
  width = 1;
  height = 1;

  /** @param {HTMLCanvasElement} canvas @param {Colours} colours */
  constructor(canvas, colours) {
    this.renderer = new WebGLRenderer({ canvas, antialias: false, alpha: true, stencil: false }); // see frames.js
    this.renderer.outputColorSpace = LinearSRGBColorSpace; // the programs write what is shown
    this.renderer.setClearColor(0x000000, 0);
    this.renderer.sortObjects = true;
    this.#sides.left.scale.x = -1;
    this.#scene.add(this.#sides.right, this.#sides.left);
    this.#shared = {
      states: { value: /** @type {DataTexture | null} */ (null) },
      picked_colour: { value: new Color() },
      picked_line: { value: new Color() },
      skin_colour: { value: new Color() },
      essential_colour: { value: new Color() },
      spillover_colour: { value: new Color() },
      stipple_colour: { value: new Color() },
      edge_colour: { value: new Color() },
      pain_colour: { value: new Color() },
      paper: { value: new Color() },
      pixel: { value: new Vector2() },
      mm_per_px: { value: 1 },
      cut: { value: new Vector4() },
      dim: { value: 0 },
      solid: { value: 0 },
      lift_mm: { value: 0 },
    };
    this.paint(colours);
  }

  /** Take colours over, as after a change of the theme. @param {Colours} colours */
  paint(colours) {
    const of = this.#shared;
    of.picked_colour.value.set(colours.picked);
    of.picked_line.value.set(colours.line);
    of.essential_colour.value.set(colours.essential);
    of.spillover_colour.value.set(colours.spillover);
    of.stipple_colour.value.set(colours.stipple);
    of.edge_colour.value.set(colours.edge);
    of.pain_colour.value.set(colours.pain);
    // these two are compared with what the page shows, not lit
    of.skin_colour.value.setStyle(colours.skin, "");
    of.paper.value.setStyle(colours.paper, "");
  }

  /** @param {readonly Part[]} parts */
  setParts(parts) {
    this.#parts = parts;
    const data = new Uint8Array(parts.length * 4 * 3);
    const base = parts.length * 8;
    for (const [i, { kind, id }] of parts.entries()) {
      const hex = parseInt((TISSUE[id.startsWith("kidney") ? "kidney" : kind] ?? "#cccccc").slice(1), 16);
      data.set([hex >> 16, (hex >> 8) & 255, hex & 255, kind === "muscle" ? 255 : 0], base + i * 4);
    }
    this.#states = new DataTexture(data, parts.length, 3, RGBAFormat, UnsignedByteType);
    this.#shared.states.value = this.#states;
  }

  /** @param {Solid} solid */
  add(solid) {
    if (solid.name === "skin") this.#addSkin(solid);
    else for (const side of this.#sidesOf(solid)) this.#addHalf(solid, side);
  }

  /** The sides that a file is drawn on: the left mirrors what is stored of the right. @param {Solid} solid @returns {Side[]} */
  #sidesOf({ ranges }) {
    const mirrored = [...ranges.starts.keys()].some((i) => this.#parts[i]?.side === "right");
    return mirrored ? [...SIDES] : ["right"];
  }

  /** @param {Solid} solid @param {Side} side */
  #addHalf(solid, side) {
    const material = (/** @type {object} */ more, defines = {}) =>
      this.material({
        vertexShader: BODY_VERTEX,
        fragmentShader: BODY_FRAGMENT,
        uniforms: { ...this.#shared, side: { value: side === "left" ? 1 : 0 } },
        defines,
        side: FrontSide,
        ...more,
      });
    const roughly = { vertexShader: ROUGH_VERTEX, fragmentShader: ROUGH_FRAGMENT };
    const seeThrough = { transparent: true, depthWrite: false };
    const drawn = {
      solid: this.#place(solid, side, "solid", material({ side: DoubleSide })),
      hull: this.#place(solid, side, "hull", material({ side: BackSide }, { HULL: HULL_PX.toFixed(1) })),
      behind: this.#place(
        solid,
        side,
        "behind",
        material({ ...seeThrough, depthFunc: GreaterDepth }, { BEHIND: "" }),
      ),
      ghost: this.#place(solid, side, "ghost", material(seeThrough, { GHOST: "" })),
      rough: this.#place(solid, side, "rough", material(roughly)),
      roughGhost: this.#place(solid, side, "roughGhost", material(seeThrough, { GHOST: "" })),
    };
    const nothing = { rough: [], roughGhost: [] };
    this.halves.push({ solid, side, drawn, coarse: null, shown: nothing, roughly: "" });
  }

  /** A material that leaves out what a cut does. @param {import("./engine/three.js").ShaderMaterialParameters} facts */
  material(facts) {
    const made = new ShaderMaterial({ glslVersion: GLSL3, ...facts });
    if (this.isCut) made.defines.CUT = "";
    this.#cuttable.add(made);
    return made;
  }

  /** @param {Solid} solid @param {Side} side @param {Role} role @param {ShaderMaterial} material @returns {Drawn} */
  #place(solid, side, role, material) {
    const geometry = new BufferGeometry();
    for (const [name, attribute] of Object.entries(solid.geometry.attributes)) {
      geometry.setAttribute(name, attribute);
    }
    const most = new Uint32Array(role === "solid" ? solid.ranges.order.length : 0);
    geometry.setIndex(new BufferAttribute(most, 1));
    const mesh = this.#mesh(geometry, material, solid, side);
    mesh.renderOrder = ORDER[role] + (OUTSIDE_FIRST.indexOf(solid.name) + 1) / 10;
    mesh.visible = false;
    const isRough = role === "rough" || role === "roughGhost";
    mesh.layers.set(isRough ? PASS.rough : PASS.still);
    if (role === "hull" || role === "behind") mesh.layers.enable(PASS.rough);
    return { geometry, mesh, most };
  }

  /** @param {BufferGeometry} geometry @param {ShaderMaterial} material @param {Solid} solid @param {Side} side */
  #mesh(geometry, material, solid, side) {
    const mesh = new Mesh(geometry, material);
    mesh.frustumCulled = false; // one surface for the whole system
    mesh.matrixAutoUpdate = false;
    mesh.matrix.copy(solid.matrix);
    this.#sides[side].add(mesh);
    return mesh;
  }

  /** @param {Solid} solid */
  #addSkin(solid) {
    for (const side of this.#sidesOf(solid)) {
      const zone = new BufferAttribute(
        new Uint8Array((solid.geometry.attributes.position?.count ?? 0) * 4),
        4,
        true,
      );
      zone.setUsage(DynamicDrawUsage);
      const geometry = new BufferGeometry();
      for (const [name, attribute] of Object.entries(solid.geometry.attributes)) {
        geometry.setAttribute(name, attribute);
      }
      geometry.setAttribute("zone", zone);
      const pain = new Uint8Array(zone.count);
      geometry.setAttribute("pain", new BufferAttribute(pain, 1, true).setUsage(DynamicDrawUsage));
      this.pain = pain;
      this.skin = skinOf(solid);
      geometry.setIndex(solid.geometry.index);
      const program = { vertexShader: SKIN_VERTEX, fragmentShader: SKIN_FRAGMENT, uniforms: this.#shared };
      const roughly = { vertexShader: ROUGH_SKIN_VERTEX, fragmentShader: ROUGH_SKIN_FRAGMENT };
      /** @param {BufferGeometry} of @param {object} more */
      const placed = (of, more) =>
        this.#mesh(of, this.material({ ...program, transparent: true, ...more }), solid, side);
      const depth = placed(geometry, { colorWrite: false });
      const mesh = placed(geometry, { depthWrite: false });
      const fewer = new BufferGeometry();
      for (const [name, attribute] of Object.entries(geometry.attributes))
        fewer.setAttribute(name, attribute);
      fewer.setIndex(geometry.index);
      const rough = placed(fewer, { ...roughly, depthWrite: false });
      for (const one of [mesh, depth]) one.layers.set(PASS.still);
      rough.layers.set(PASS.rough);
      const { position, normal } = solid.geometry.attributes;
      if (position && normal) this.skins.push({ mesh, depth, rough, zone, side, own: { position, normal } });
    }
    this.#shape();
  }

  /** Show the skin of a figure. @param {Float32Array | null} moves How far each point moves; null for the man. */
  setFigure(moves) {
    if (moves === this.#moves) return;
    this.#moves = moves;
    this.#shape();
  }

  #shape() {
    const { skin } = this;
    if (!skin) return;
    this.#shared.lift_mm.value = this.#moves ? LIFT_MM : 0;
    this.shownSkin = this.#moves ? moved(skin, this.#moves) : skin;
    const { positions, normals } = this.shownSkin;
    for (const { mesh, rough, own } of this.skins) {
      const toFile = mesh.matrix.clone().invert();
      const shape = this.#moves
        ? {
            position: new BufferAttribute(positions.slice(), 3).applyMatrix4(toFile),
            normal: new BufferAttribute(normals, 3),
          }
        : own;
      for (const { geometry } of [mesh, rough]) {
        for (const [name, attribute] of Object.entries(shape)) geometry.setAttribute(name, attribute);
      }
    }
  }

  /** Make the lists of fewer triangles for rough pictures that are missing, step by step. */
  makeCoarse() {
    return makeCoarse(this.halves, this.skins, this.skin);
  }

  /** The uniform that says what a cut leaves out. */
  get cutPlane() {
    return this.#shared.cut;
  }

  get hasSolidSkin() {
    return this.#shared.solid.value === 1;
  }

  get isCut() {
    const { x, y, z } = this.#shared.cut.value;
    return x !== 0 || y !== 0 || z !== 0;
  }

  /**
   * Cut the body, or leave it whole.
   *
   * @param {[number, number, number, number] | null} plane
   * @param {readonly Mesh[]} drawn What is drawn on the plane.
   */
  cut(plane, drawn) {
    this.#shared.cut.value.set(...(plane ?? /** @type {const} */ ([0, 0, 0, 0])));
    for (const material of this.#cuttable) {
      if (Boolean(plane) === "CUT" in material.defines) continue;
      if (plane) material.defines.CUT = "";
      else delete material.defines.CUT;
      material.needsUpdate = true;
    }
    for (const mesh of this.#drawnOnCut) {
      this.#scene.remove(mesh);
      disposeOf(mesh);
    }
    this.#drawnOnCut = [...drawn];
    for (const mesh of drawn) {
      mesh.layers.set(PASS.still);
      mesh.layers.enable(PASS.rough);
      this.#scene.add(mesh);
    }
  }

  /** What is painted has changed. */
  painted() {
    for (const { mesh } of this.skins) {
      const { pain } = mesh.geometry.attributes;
      if (pain) pain.needsUpdate = true;
    }
  }

  /**
   * Show every part as it should be.
   *
   * @param {StateOf} stateOf
   * @param {{skin: "solid" | "veil" | "none", dim: boolean}} more
   */
  show(stateOf, { skin, dim }) {
    this.#writeStates(stateOf);
    for (const half of this.halves) this.#gather(half, stateOf);
    for (const { mesh, depth, rough } of this.skins) {
      mesh.visible = depth.visible = rough.visible = skin !== "none";
      const isSolid = skin === "solid";
      depth.renderOrder = isSolid ? -2 : ORDER.skinDepth;
      mesh.renderOrder = rough.renderOrder = isSolid ? -1 : ORDER.skin;
      // among solids, so that what lies below shines through it
      for (const { material } of [mesh, depth, rough]) {
        const one = /** @type {ShaderMaterial} */ (material);
        one.transparent = !isSolid;
        one.side = isSolid ? DoubleSide : FrontSide; // where a few triangles are turned nothing gapes
      }
      /** @type {ShaderMaterial} */ (rough.material).depthWrite = isSolid; // for want of a pass for the depth
    }
    this.#shared.solid.value = skin === "solid" ? 1 : 0;
    this.#shared.dim.value = dim ? 1 : 0;
  }

  /** @param {StateOf} stateOf */
  #writeStates(stateOf) {
    const states = this.#states;
    if (!states) return;
    const data = /** @type {Uint8Array} */ (states.image.data);
    for (const [row, side] of SIDES.entries()) {
      for (const [i, part] of this.#parts.entries()) {
        data.set([255, stateOf(part, side).tone, 0, 255], (row * this.#parts.length + i) * 4);
      }
    }
    states.needsUpdate = true;
  }

  /** @param {Half} half @param {StateOf} stateOf */
  #gather(half, stateOf) {
    const { solid, side, drawn } = half;
    /** @param {(state: PartState) => boolean} test @returns {(i: number) => boolean} */
    const among = (test) => (i) => {
      const part = this.#parts[i];
      return part !== undefined && test(stateOf(part, side));
    };
    const isPicked = (/** @type {PartState} */ { shown, tone }) =>
      shown === SHOWN.solid && tone === TONE.picked;
    const tests = {
      solid: among(({ shown }) => shown === SHOWN.solid),
      hull: among(isPicked),
      behind: among(isPicked),
      ghost: among(({ shown }) => shown === SHOWN.ghost),
    };
    for (const role of /** @type {const} */ (["solid", "hull", "behind", "ghost"])) {
      fill(drawn[role], solid.ranges, tests[role]);
    }
    const all = [...solid.ranges.starts.keys()];
    half.shown = { rough: all.filter(tests.solid), roughGhost: all.filter(tests.ghost) };
    half.roughly = "";
  }

  /** @param {number} width @param {number} height In CSS pixels. @param {number} ratio */
  resize(width, height, ratio) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.#ratio = Math.min(ratio, MOST_PIXELS_PER_PX);
    this.sharpen();
  }

  /** Pixels of the picture at rest for each of the page. */
  get ratio() {
    return this.#ratio;
  }

  /** Set how many pixels the picture has for each of the page, at rest without a number. @param {number} [ratio] */
  sharpen(ratio = this.#ratio) {
    const { renderer, width, height } = this;
    const { domElement } = renderer;
    if (domElement.width === Math.floor(width * ratio) && domElement.height === Math.floor(height * ratio))
      return;
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
  }

  /** @param {Look} look @param {number} top How much of the picture is covered from above, in pixels. */
  aim(look, top) {
    const { right, up, back } = axes(look);
    const { camera } = this;
    this.#look = look;
    const eye = eyeOf(look);
    camera.matrixAutoUpdate = false;
    camera.matrix.set(
      ...[right[0], up[0], back[0], eye[0]],
      ...[right[1], up[1], back[1], eye[1]],
      ...[right[2], up[2], back[2], eye[2]],
      ...[0, 0, 0, 1],
    );
    camera.near = Math.max(5, look.distance - 2200);
    camera.far = look.distance + 2600;
    const height = Math.max(1, this.height - top);
    camera.aspect = this.width / height;
    camera.setViewOffset(this.width, height, 0, -top, this.width, this.height);
    camera.updateMatrixWorld(true);
    this.#shared.mm_per_px.value = mmPerPx(look.distance, height);
    this.#shared.pixel.value.set(2 / this.width, 2 / this.height);
  }

  /** Draw the picture at rest. @param {import("./engine/three.js").WebGLRenderTarget} target */
  drawStill(target) {
    this.#draw(PASS.still, target);
  }

  /** Draw a rough picture, straight to the page. */
  drawRough() {
    if (this.#look) gatherRough(this.halves, this.#parts, this.#look, this.width / this.height);
    this.#draw(PASS.rough, null);
  }

  /** What a picture at rest is drawn of, in order: a slow machine draws one after the other. @returns {Mesh[]} */
  get steps() {
    /** @type {Mesh[]} */
    const meshes = [];
    this.#scene.traverseVisible((object) => {
      if (object instanceof Mesh && object.layers.isEnabled(PASS.still)) meshes.push(object);
    });
    // as the renderer does it: what is seen through comes last
    const late = (/** @type {Mesh} */ { material }) =>
      Number(/** @type {ShaderMaterial} */ (material).transparent);
    return meshes.sort((a, b) => late(a) - late(b) || a.renderOrder - b.renderOrder);
  }

  /**
   * Add something to a picture, or a slice of its triangles.
   *
   * @param {Mesh} mesh
   * @param {import("./engine/three.js").WebGLRenderTarget} target
   * @param {{number: number, of: number, first: boolean}} piece
   */
  drawStep(mesh, target, { number, of, first }) {
    const { geometry } = mesh;
    const { start, count } = geometry.drawRange;
    const corners = Math.min(count, (geometry.index ?? geometry.attributes.position)?.count ?? 0);
    const [from, some] = slice(corners, number, of);
    geometry.setDrawRange(start + from, some);
    mesh.layers.enable(PASS.part);
    this.renderer.autoClear = first;
    this.#draw(PASS.part, target);
    this.renderer.autoClear = true;
    mesh.layers.disable(PASS.part);
    geometry.setDrawRange(start, count);
  }

  /** @param {number} pass @param {import("./engine/three.js").WebGLRenderTarget | null} target */
  #draw(pass, target) {
    this.camera.layers.set(pass);
    this.renderer.setRenderTarget(target);
    this.renderer.render(this.#scene, this.camera);
    this.renderer.setRenderTarget(null);
    this.camera.layers.enableAll();
  }

  /** Give the graphics card back what was taken. */
  dispose() {
    for (const { drawn } of this.halves) {
      for (const { geometry, mesh } of Object.values(drawn)) {
        geometry.dispose();
        /** @type {ShaderMaterial} */ (mesh.material).dispose();
      }
    }
    for (const { mesh, depth, rough } of this.skins) {
      mesh.geometry.dispose();
      rough.geometry.dispose();
      for (const { material } of [mesh, depth, rough]) /** @type {ShaderMaterial} */ (material).dispose();
    }
    for (const mesh of this.#drawnOnCut) disposeOf(mesh);
    this.#states?.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
