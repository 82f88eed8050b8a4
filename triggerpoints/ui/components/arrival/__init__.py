"""Arrival: on a new page it closes the phone's menu; at a new step it goes to the top and to the title.

Who comes back with the browser's Back is brought to where they were on the page.

After the line to the server was broken it lets the page be drawn again: the server may know nothing of the
visit any more, and Streamlit would leave buttons and downloads of the lost visit until the next touch.
"""

from __future__ import annotations

import streamlit as st

# Streamlit leaves its menu open over the page that was chosen, and keeps the scroll position at a new step.
_SCRIPT = """
const NARROW = "(max-width: 768px)";
const EVERY_MS = 150, TIMES = 12;
const LOOK_MS = 500;
const BACK_MS = 10000;  // within which a page that comes is the one gone back to
const tops = new Map();  // how far down each step was when something was last touched on it
let wentBack = 0;
let page = null, step = null, looking = null, isLost = false;
// The title may come, or be drawn anew, a moment later; whoever has gone on to something else is left alone.
const bring = (times) => {
  const title = document.querySelector(".stMain h1");
  const lost = !document.activeElement || document.activeElement === document.body;
  if (title && (lost || times === TIMES)) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
  if (times > 0) setTimeout(bring, EVERY_MS, times - 1);
};
const main = () => document.querySelector('[data-testid="stMain"]');
const remember = () => page !== null && main() && tops.set(`${page} ${step}`, main().scrollTop);
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, remember, { capture: true });
let touched = 0;
for (const kind of ["pointerdown", "keydown", "wheel"]) {
  addEventListener(kind, () => { touched = Date.now(); }, { capture: true, passive: true });
}
addEventListener("popstate", () => { wentBack = Date.now(); });
// What was further down may be drawn a moment later; whoever goes on in between is left alone.
const comeBack = (top, times, begun) => {
  if (touched > begun || times === 0) return;
  main()?.scrollTo({ top });
  setTimeout(comeBack, EVERY_MS, top, times - 1, begun);
};
const look = (tell) => {
  const wasLost = isLost;
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
  isLost = state !== undefined && state !== "CONNECTED";
  if (wasLost && !isLost) tell("back", Date.now());
};
export default function ({ data, setTriggerValue }) {
  clearInterval(looking);
  looking = setInterval(look, LOOK_MS, setTriggerValue);
  const isNewPage = page !== null && page !== data.page;
  const isNewStep = !isNewPage && step !== null && step !== data.step;
  page = data.page;
  step = data.step;
  if (isNewPage && matchMedia(NARROW).matches) {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
  const top = Date.now() - wentBack < BACK_MS ? (tops.get(`${page} ${step}`) ?? 0) : 0;
  if (isNewPage && top) requestAnimationFrame(() => comeBack(top, TIMES, Date.now()));
  if (!isNewStep) return;
  wentBack = 0;
  requestAnimationFrame(() => {
    if (top) comeBack(top, TIMES, Date.now());
    else main()?.scrollTo({ top: 0 });
    bring(TIMES);
  });
}
"""
_mount = st.components.v2.component("arrival", html="<span></span>", js=_SCRIPT)


def arrival(page: str, step: str) -> None:
    """Bring the reader to what is new.

    Parameters
    ----------
    page, step : str
        Names of what is shown; a page without steps has one step.
    """
    with st.container(key="arrival"):
        _mount(key="arrival mark", data={"page": page, "step": step}, height=1, on_back_change=lambda: None)
