// Zones of referred pain: soft areas inside the body, an edge that says how sure it is, dots for spillover.

import { setPicture } from "./stage.js";
import { svg } from "../shared/dom.js";

/** @typedef {import("../payload").DrawnZone} Zone */

const SOFT_MM = 12; // how far the soft edge of a zone may reach beyond its outline

/**
 * @param {import("./stage.js").Stage} stage
 * @param {readonly Zone[]} zones
 * @param {import("./choice.js").Scene} scene
 */
export function drawZones(stage, zones, { view, silhouette }) {
  if (zones.length) setPicture(stage.body, silhouette);
  const box = { x: 0, y: 0, width: view.width, height: view.height };
  const layers = [];
  for (const kind of ["spillover", "essential"]) {
    for (const certainty of ["typical", "variable", "disputed"]) {
      const drawn = zones.filter((zone) => zone.kind === kind && zone.certainty === certainty);
      if (drawn.length) layers.push(layerOf(drawn, kind, certainty, box));
    }
  }
  stage.zones.replaceChildren(...layers);
  for (const layer of layers) narrow(layer, view);
}

/**
 * Dots only where the zones may reach: browsers paint all of what is masked, a whole picture without this.
 *
 * @param {SVGGElement} layer
 * @param {{mm_per_px: number}} view
 */
function narrow(layer, { mm_per_px }) {
  const dots = layer.querySelector(".stipple");
  const areas = layer.querySelector(".area");
  if (!dots || !(areas instanceof SVGGElement)) return;
  const { x, y, width, height } = areas.getBBox();
  const rim = SOFT_MM / mm_per_px;
  const box = { x: x - rim, y: y - rim, width: width + 2 * rim, height: height + 2 * rim };
  for (const [name, value] of Object.entries(box)) dots.setAttribute(name, String(value));
}

/** @param {Zone[]} zones @param {string} kind @param {string} certainty @param {import("../shared/dom.js").Attributes} box */
function layerOf(zones, kind, certainty, box) {
  /** @param {string} role @param {"d" | "core"} part */
  const paths = (role, part = "d") =>
    zones.map((zone) => svg("path", { d: zone[part], class: role, "data-points": zone.points.join(" ") }));
  const areas = svg("g", { class: "area", filter: "url(#soft)" }, ...paths("fill"), ...paths("core", "core"));
  const layer = svg("g", { class: `${kind} ${certainty}`, mask: "url(#inside)" }, areas);
  if (kind === "spillover") {
    const id = `dotted-${certainty}`;
    layer.append(
      svg("mask", { id }, areas.cloneNode(true)),
      svg("rect", { ...box, class: "stipple", fill: "url(#dots)", mask: `url(#${id})` }),
    );
  }
  layer.append(...paths("edge"));
  return layer;
}

/** Show the zones of one point alone; all of them without one. @param {import("./stage.js").Stage} stage @param {string | null} point */
export function showZonesOf(stage, point) {
  for (const zone of stage.zones.querySelectorAll("path")) {
    zone.toggleAttribute("hidden", point !== null && !zone.dataset.points?.split(" ").includes(point));
  }
}
