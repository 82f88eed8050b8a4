// Entry: Streamlit calls this on every rerun with Python's data.

// All modules are named here, so that the browser asks for them at once, not one after the other as they import
// each other.
import "./place.js";
import "../shared/geometry.js";
import "../shared/tip.js";
import { address } from "../shared/files.js";
import { html } from "../shared/dom.js";
import { Picture } from "./picture.js";

/** @typedef {import("../payload").PictureData} Data */
/**
 * @typedef {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** @type {WeakMap<HTMLElement | ShadowRoot, Picture>} */
const pictures = new WeakMap();

/** @param {Component} component @returns {() => void} */
export default function section({ data, parentElement, setTriggerValue }) {
  let picture = pictures.get(parentElement);
  if (!picture) {
    const host = parentElement.querySelector("#section");
    if (!(host instanceof HTMLElement)) throw new Error("The section has no place on the page.");
    parentElement.prepend(html("link", { rel: "stylesheet", href: address(data.style) }));
    picture = new Picture(host);
    pictures.set(parentElement, picture);
  }
  picture.send = (place) => setTriggerValue("pick", place);
  picture.update(data);
  return () => {
    pictures.get(parentElement)?.destroy();
    pictures.delete(parentElement);
  };
}
