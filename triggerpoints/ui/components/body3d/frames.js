// When a picture of the body is drawn, and how. At rest it is drawn once into a picture of its own with soft edges,
// which is copied to the page; what is hovered is laid over the copy. A machine that is slow at that (measured, see
// pace.js) draws a rough picture as long as something moves, and the one at rest piece by piece afterwards, so that a
// new movement need not wait for it.

import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  Mesh,
  NoBlending,
  Scene,
  ShaderMaterial,
  WebGLRenderTarget,
} from "./engine/three.js";
import { COPY_FRAGMENT, COPY_VERTEX } from "./shaders.js";
import { Pace, slicesOf } from "./pace.js";

/** @typedef {import("./picker.js").Found} Found */

const SAMPLES = 4; // of each pixel, for soft edges
const REST_MS = 150; // without a movement
const LATER_MS = 1000;
const PREPARE_MS = 40; // at a time: less would leave frames slow for longer
const LOOK_MS = 4; // between two looks whether the graphics card is done

export class Frames {
  #scene;
  #highlight;
  #acts;
  #pace = new Pace();
  #still = new WebGLRenderTarget(1, 1, { samples: SAMPLES });
  #page = new Scene();
  #copy;
  /** Counts what was asked for, so that what takes long knows whether it is still wanted. */
  #asked = 0;
  #frame = 0;
  #what = "";
  /** Whether the picture at rest is that of now. */
  #fresh = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #preparing;
  #stopped = false;
  /** What rough pictures need is being made. @type {Generator<void, void, void> | null} */
  #coarse = null;
  /** How long each surface took when the picture at rest was drawn last. @type {WeakMap<Mesh, number>} */
  #ms = new WeakMap();

  /**
   * @param {import("./scene.js").BodyScene} scene
   * @param {import("./highlight.js").Highlight} highlight
   * @param {{aim: () => void, asked: () => void, drawn: (still: boolean) => void}} acts
   */
  constructor(scene, highlight, acts) {
    this.#scene = scene;
    this.#highlight = highlight;
    this.#acts = acts;
    const triangle = new BufferGeometry();
    triangle.setAttribute(
      "position",
      new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3),
    );
    this.#copy = new Mesh(
      triangle,
      new ShaderMaterial({
        glslVersion: GLSL3,
        vertexShader: COPY_VERTEX,
        fragmentShader: COPY_FRAGMENT,
        uniforms: { picture: { value: this.#still.texture } },
        blending: NoBlending,
        depthTest: false,
        depthWrite: false,
      }),
    );
    this.#copy.frustumCulled = false;
    this.#page.add(this.#copy);
  }

  /** The look, or what is shown, has changed: draw with the next frame. */
  ask() {
    this.#asked++;
    this.#fresh = false;
    this.#acts.asked();
    clearTimeout(this.#resting);
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  /** Whether something else is to be shown than at the last call. @param {string} what */
  isOther(what) {
    const before = this.#what;
    this.#what = what;
    return what !== before;
  }

  /** Another part is hovered; the picture below stays. */
  askHover() {
    if (this.#fresh) this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  /** Draw the picture at rest at once. */
  now() {
    this.#begin();
    this.#scene.drawStill(this.#still);
    this.#show();
  }

  stop() {
    this.#stopped = true;
    this.#asked++;
    clearTimeout(this.#resting);
    clearTimeout(this.#preparing);
    cancelAnimationFrame(this.#frame);
    this.#still.dispose();
    this.#copy.geometry.dispose();
    /** @type {ShaderMaterial} */ (this.#copy.material).dispose();
  }

  #draw() {
    this.#frame = 0;
    if (this.#fresh) this.#show();
    else if (this.#pace.slow === false) {
      const start = performance.now();
      this.now();
      void this.#done(start).then((ms) => this.#took("still", ms));
    } else this.#drawRough();
  }

  #drawRough() {
    const asked = this.#asked;
    const start = performance.now();
    this.#scene.sharpen(this.#pace.slow ? this.#pace.ratio : undefined);
    this.#acts.aim();
    this.#scene.drawRough();
    this.#acts.drawn(false);
    void this.#done(start).then((ms) => {
      this.#took("rough", ms);
      if (asked !== this.#asked) return;
      // where nothing is known yet the picture at rest says how fast the machine is
      this.#resting = setTimeout(() => void this.#refine(asked), this.#pace.slow ? REST_MS : 0);
    });
  }

  /** Draw the picture at rest, piece by piece. @param {number} asked */
  async #refine(asked) {
    this.#begin();
    let ms = 0;
    for (const [i, mesh] of this.#scene.steps.entries()) {
      const of = slicesOf(this.#ms.get(mesh));
      let own = 0;
      for (let number = 0; number < of; number++) {
        const start = performance.now();
        this.#scene.drawStep(mesh, this.#still, { number, of, first: i + number === 0 });
        own += await this.#done(start);
        if (asked !== this.#asked) return;
      }
      this.#ms.set(mesh, own);
      ms += own;
    }
    this.#took("still", ms);
    this.#show();
  }

  /** @param {"still" | "rough"} kind @param {number} ms */
  #took(kind, ms) {
    this.#pace.took(kind, ms);
    if (this.#pace.slow && !this.#stopped) this.#preparing ??= setTimeout(() => this.#prepare(), 0);
  }

  /** Make what rough pictures need, a little between two frames; look again later, for files may still come. */
  #prepare() {
    this.#coarse ??= this.#scene.makeCoarse();
    const until = performance.now() + PREPARE_MS;
    let isDone = false;
    while (!isDone && performance.now() < until) isDone = Boolean(this.#coarse.next().done);
    if (isDone) this.#coarse = null;
    this.#preparing = setTimeout(() => this.#prepare(), isDone ? LATER_MS : 0);
  }

  #begin() {
    const { width, height, ratio } = this.#scene;
    this.#still.setSize(Math.floor(width * ratio), Math.floor(height * ratio));
    this.#acts.aim();
  }

  /** Put the picture at rest on the page, and what is hovered over it. */
  #show() {
    const { renderer, camera } = this.#scene;
    this.#fresh = true;
    this.#scene.sharpen();
    this.#acts.aim();
    renderer.render(this.#page, camera);
    this.#highlight.draw();
    this.#acts.drawn(true);
  }

  /** Time in ms until the graphics card has done all that it was told. @param {number} start @returns {Promise<number>} */
  #done(start) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.#scene.renderer.getContext());
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    return new Promise((resolve) => {
      const look = () => {
        const isDone =
          this.#stopped ||
          !sync ||
          gl.isContextLost() ||
          gl.getSyncParameter(sync, gl.SYNC_STATUS) === gl.SIGNALED;
        if (!isDone) {
          setTimeout(look, LOOK_MS);
          return;
        }
        gl.deleteSync(sync);
        resolve(performance.now() - start);
      };
      look();
    });
  }
}
