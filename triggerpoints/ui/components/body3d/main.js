// Entry: Streamlit calls this on every rerun with Python's data. Everything else is fetched from here, once somebody
// turns the body.

import "./address.js";
import "./colours.js";
import "./controls.js";
import "./cut.js";
import "./cut_controls.js";
import "./cut_in_body.js";
import "./decimate.js";
import "./drawn.js";
import "./eye.js";
import "./figure.js";
import "./flight.js";
import "./frames.js";
import "./held.js";
import "./highlight.js";
import "./keyboard.js";
import "./lit.js";
import "./look.js";
import "./marks.js";
import "./pace.js";
import "./painting.js";
import "./pattern.js";
import "./peel.js";
import "./peeling.js";
import "./picker.js";
import "./pointer.js";
import "./ranges.js";
import "./rough.js";
import "./save.js";
import "./scene.js";
import "./shaders.js";
import "./shown_figure.js";
import "./skin.js";
import "./skin_zones.js";
import "./solids.js";
import "./stage.js";
import "./words.js";
import "./engine/three.js";
import "../shared/after_paint.js";
import "../shared/card_ahead.js";
import "../shared/full_screen.js";
import "../shared/geometry.js";
import "../shared/gestures.js";
import "../shared/key.js";
import "../shared/reports.js";
import "../shared/tip.js";
import "../shared/widgets.js";
import { Body } from "./body.js";
import { address } from "../shared/files.js";
import { html } from "../shared/dom.js";

/** @typedef {import("../payload").BodyData} Data */
/**
 * @typedef {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** @type {WeakMap<HTMLElement | ShadowRoot, Body>} */
const bodies = new WeakMap();

/** @param {Component} component @returns {() => void} */
export default function body3d({ data, parentElement, setTriggerValue }) {
  let body = bodies.get(parentElement);
  const isNew = !body;
  if (!body) {
    const host = parentElement.querySelector("#body3d");
    if (!(host instanceof HTMLElement)) throw new Error("The body has no place on the page.");
    const sheets = data.styles.map((style) => html("link", { rel: "stylesheet", href: address(style) }));
    parentElement.prepend(...sheets); // the later one wins
    body = new Body(host, data, (items) => setTriggerValue("events", { items }));
    bodies.set(parentElement, body);
  }
  body.send = (items) => setTriggerValue("events", { items });
  if (isNew || !data.provisional) body.update(data);
  const shown = body;
  return () => {
    shown.destroy();
    bodies.delete(parentElement);
  };
}
