// Zones of referred pain: soft areas inside the body, an edge that says how sure it is, dots for spillover.

import { extentOf } from "../shared/geometry.js";
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
  const layers = [];
  for (const kind of ["spillover", "essential"]) {
    for (const certainty of ["typical", "variable", "disputed"]) {
      const drawn = zones.filter((zone) => zone.kind === kind && zone.certainty === certainty);
      if (drawn.length) layers.push(layerOf(drawn, kind, certainty, view));
    }
  }
  stage.zones.replaceChildren(...layers);
}

/** @param {Zone[]} zones @param {string} kind @param {string} certainty @param {{mm_per_px: number}} view */
function layerOf(zones, kind, certainty, view) {
  /** @param {string} role @param {"d" | "core"} part */
  const paths = (role, part = "d") =>
    zones.map((zone) => svg("path", { d: zone[part], class: role, "data-points": zone.points.join(" ") }));
  const areas = svg("g", { class: "area", filter: "url(#soft)" }, ...paths("fill"), ...paths("core", "core"));
  const layer = svg("g", { class: `${kind} ${certainty}`, mask: "url(#inside)" }, areas);
  if (kind === "spillover") {
    const id = `dotted-${certainty}`;
    layer.append(
      svg("mask", { id }, areas.cloneNode(true)),
      svg("rect", { ...reachOf(zones, view), class: "stipple", fill: "url(#dots)", mask: `url(#${id})` }),
    );
  }
  layer.append(...paths("edge"));
  return layer;
}

/**
 * Dots only where the zones may reach: browsers paint all of what is masked, a whole picture without this.
 *
 * @param {Zone[]} zones
 * @param {{mm_per_px: number}} view
 */
function reachOf(zones, { mm_per_px }) {
  const [left, top, right, bottom] = extentOf(zones.flatMap(({ d, core }) => [d, core]));
  const rim = SOFT_MM / mm_per_px;
  return { x: left - rim, y: top - rim, width: right - left + 2 * rim, height: bottom - top + 2 * rim };
}

/** Show the zones of one point alone; all of them without one. @param {import("./stage.js").Stage} stage @param {string | null} point */
export function showZonesOf(stage, point) {
  for (const zone of stage.zones.querySelectorAll("path")) {
    zone.toggleAttribute("hidden", point !== null && !zone.dataset.points?.split(" ").includes(point));
  }
}
