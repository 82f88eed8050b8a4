// Entry: Streamlit calls this on every rerun with Python's data.

import { BodyMap } from "./body_map.js";
import { address } from "../shared/files.js";
import { html } from "../shared/dom.js";

/** @typedef {import("../payload").ComponentData} Data */
/**
 * @typedef {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** @type {WeakMap<HTMLElement | ShadowRoot, BodyMap>} */
const maps = new WeakMap();

/** @param {Component} component @returns {() => void} */
export default function bodymap({ data, parentElement, setTriggerValue }) {
  let map = maps.get(parentElement);
  if (!map) {
    const host = parentElement.querySelector("#bodymap");
    if (!(host instanceof HTMLElement)) throw new Error("The body map has no place on the page.");
    parentElement.prepend(html("link", { rel: "stylesheet", href: address(data.style) }));
    map = new BodyMap(host, data);
    maps.set(parentElement, map);
  }
  map.send = (items) => setTriggerValue("events", { items });
  void map.update(data);
  return () => {
    map.destroy();
    maps.delete(parentElement);
  };
}
