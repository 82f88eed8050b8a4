"""A drawn section, strip or body map on the page: names on hover, and where it was clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

_HTML = '<div id="host"><div id="picture"></div><div id="tip" aria-hidden="true"></div></div>'
_CSS = """
#host { position: relative; }
#picture svg { display: block; width: 100%; height: auto; max-height: var(--tallest, 70vh); }
#picture.card svg { background: #fff; border-radius: .7rem; }
#picture.click svg { cursor: crosshair; }
#picture [data-t]:hover { filter: brightness(1.12); stroke: #111; }
#tip { position: absolute; left: 0; top: 0; z-index: 2; pointer-events: none; opacity: 0;
  padding: .25rem .6rem;  border-radius: .45rem; background: #1c2427; color: #fff; white-space: nowrap;
  font: 500 .86rem/1.35 var(--st-font, sans-serif); }
#tip.shown { opacity: 1; }
svg.narrow :is(.callout, .leader) { display: none; }
.tp-locator .plane { fill: none; stroke: #007c89; }
.tp-locator .line { fill: none; stroke: #14100f; }
.tp-locator .casing { fill: none; stroke: #fff; }
"""
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const picture = parentElement.querySelector("#picture");
  const tip = parentElement.querySelector("#tip");
  const host = parentElement.querySelector("#host");
  picture.className = data.classes;
  host.style.setProperty("--tallest", data.tallest);
  if (picture.drawn !== data.svg) {
    picture.drawn = data.svg;
    picture.innerHTML = data.svg;
    tip.classList.remove("shown");
  }
  // On a narrow page the names beside the picture would leave no room; hover and the list still have them.
  const svg = picture.querySelector("svg");
  if (svg?.dataset.clip) {
    svg.dataset.wide ??= svg.getAttribute("viewBox");
    const narrow = host.clientWidth < 520;
    svg.setAttribute("viewBox", narrow ? svg.dataset.clip : svg.dataset.wide);
    svg.classList.toggle("narrow", narrow);
  }
  host.dataset.stamp = data.stamp;
  const name = (event) => {
    const text = event.target.closest?.("[data-t]")?.dataset.t ?? "";
    tip.classList.toggle("shown", Boolean(text));
    if (!text) return;
    tip.textContent = text;
    const box = host.getBoundingClientRect();
    const x = Math.max(0, Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth - 4));
    tip.style.transform = `translate(${x}px, ${Math.max(0, event.clientY - box.top - 38)}px)`;
  };
  picture.onpointermove = name;
  picture.onpointerdown = name;
  picture.onpointerleave = () => tip.classList.remove("shown");
  picture.onclick = (event) => {
    const svg = picture.querySelector("svg");
    if (!data.click || !svg) return;
    const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    picture.count = (picture.count ?? 0) + 1;
    setTriggerValue("pick", { x: Math.round(p.x * 10) / 10, y: Math.round(p.y * 10) / 10, n: picture.count });
  };
}
"""
_mount = st.components.v2.component("section_view", html=_HTML, css=_CSS, js=_JS)


def picture(
    svg: str,
    *,
    key: str,
    card: bool = True,
    tallest: str = "70vh",
    stamp: str = "",
    on_pick: Callable[[float, float], None] | None = None,
) -> None:
    """Show an SVG element.

    Parameters
    ----------
    svg : str
        Its elements with a `data-t` attribute are named on hover.
    key : str
        Widget key.
    card : bool
        White ground, for drawings made for paper.
    tallest : str
        Greatest height, in CSS.
    stamp : str
        Written to the element once the picture is drawn, so that tests can wait for it.
    on_pick : callable, optional
        Called with the place of a click in the picture's own units.
    """

    def report() -> None:
        event: dict[str, Any] | None = st.session_state[key].get("pick")
        if event and on_pick:
            on_pick(float(event["x"]), float(event["y"]))

    classes = " ".join(name for name, on in (("card", card), ("click", on_pick is not None)) if on)
    _mount(
        key=key,
        data={
            "svg": svg,
            "classes": classes,
            "tallest": tallest,
            "stamp": stamp,
            "click": on_pick is not None,
        },
        on_pick_change=report,
    )
