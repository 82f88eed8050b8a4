// The elements of the turning body: the picture, what lies over it, and what is said beside it.

import { HELP, edgeWords } from "./words.js";
import { html } from "../shared/dom.js";

/** @typedef {ReturnType<typeof buildStage>} Stage */

/** @param {HTMLElement} host */
export function buildStage(host) {
  const unseen = { "aria-hidden": "true" };
  const map = html("canvas", {
    class: "body",
    role: "application",
    tabindex: "0",
    "aria-label": "Body in 3D",
    "aria-describedby": "help",
  });
  const marks = html("div", { class: "marks" });
  const start = html("span", { class: "side start" });
  const end = html("span", { class: "side end" });
  const top = html("span", { class: "side top" });
  const held = html("div", { class: "held", role: "group", "aria-label": "What was tapped" });
  const tip = html("div", { class: "tip", ...unseen });
  const wait = html("div", { class: "wait", role: "status" }, "The body is being fetched …");
  const problem = html("div", { class: "problem", role: "alert", hidden: "" });
  const stage = html("div", { class: "stage" }, map, marks, start, end, top, tip, wait, problem);
  const legend = html("ul", { class: "legend", "aria-label": "Key to the picture", hidden: "" });
  const live = html("div", { class: "unseen", role: "status", "aria-live": "polite" });
  const help = html("div", { class: "unseen", id: "help" }, HELP);
  host.replaceChildren(stage, held, legend, live, help);
  return { host, stage, map, marks, start, end, top, held, tip, wait, problem, legend, live, help };
}

/** Say at the edges which way is left. @param {Stage} stage @param {import("./look.js").Look} look @param {import("../payload").Audience} audience */
export function showEdges({ start, end, top }, look, audience) {
  const words = edgeWords(look, audience);
  // with every frame only what has changed: the browser paints anew whatever is written to
  for (const [element, word] of /** @type {const} */ ([
    [start, words.start],
    [end, words.end],
    [top, words.top],
  ])) {
    if (element.textContent !== word) element.textContent = word;
  }
  top.hidden = !words.top;
}
