"""Quiz keys: one key an answer, Enter for the next question, the focus where the reader goes on, a timer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from triggerpoints.ui.components.loader import packed

# Keys work while nothing is typed into. They press the buttons that stand on the page, so that what a key
# does can be seen and done without it. The focus was on a button that is gone: it goes to the question.
_SCRIPT = """
const TYPED_IN =
  "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true], [role=slider]";
const PRESSED = "button, a, summary, input, [role=button], [role=radio], [role=checkbox], [role=option]";
let now = null, step = null, since = 0, clock = null, looking = null;
const shown = (element) => element.getClientRects().length > 0 && !element.disabled;
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const press = (event, element) => { if (element) { event.preventDefault(); element.click(); } };
const onKey = (event) => {
  if (!now || event.repeat || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const path = event.composedPath();
  const [target] = path;
  if (target.matches?.(TYPED_IN)) return;
  if (/^[1-9]$/.test(event.key)) return now.answers && press(event, all(now.answers)[Number(event.key) - 1]);
  const own = now.keys[event.key.toLowerCase()];
  if (own) return press(event, all(own)[0]);
  if (event.key !== "Enter" || target.matches?.(PRESSED)) return;
  if (!now.answered && path.some((element) => element.id === "bodymap")) return;
  press(event, all(now.next)[0]);
};
const tick = () => {
  const place = document.querySelector(".tp-timer");
  if (!place || !now?.seconds) return;
  const left = Math.max(0, now.seconds - Math.floor((Date.now() - since) / 1000));
  const said = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time";
  if (place.textContent !== said) place.textContent = said;
  place.classList.toggle("over", !left);
};
const arrive = (data, tries) => {
  const place = data.focus ? all(data.focus)[0] : null;
  if (!place) {
    if (tries > 0) looking = setTimeout(arrive, 60, data, tries - 1);
    return;
  }
  const active = document.activeElement;
  if (active && active !== document.body && active.matches(TYPED_IN)) return;
  if (!place.matches("button, a")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  if (place.getBoundingClientRect().top < 0) place.scrollIntoView({ block: "nearest" });
};
export default function ({ data: [data] }) {
  now = data;
  if (data.step !== step) {
    const isFirst = step === null;
    step = data.step;
    if (data.seconds) since = Date.now();
    clearTimeout(looking);
    if (!isFirst) looking = setTimeout(arrive, 60, data, 40);
  }
  document.addEventListener("keydown", onKey);
  clearInterval(clock);
  clock = data.seconds ? setInterval(tick, 250) : null;
  return () => {
    document.removeEventListener("keydown", onKey);
    clearInterval(clock);
    clearTimeout(looking);
    now = null;
    step = null;
  };
}
"""
_mount = st.components.v2.component("quizkeys", html="<span></span>", js=_SCRIPT)


def quizkeys(
    step: str,
    *,
    focus: str,
    next_: str,
    answers: str = "",
    answered: bool = False,
    keys: Mapping[str, str] | None = None,
    seconds: int = 0,
) -> None:
    """Let keys answer, and bring the focus along.

    Parameters
    ----------
    step : str
        Name of what is on the page; when it changes, the focus follows.
    focus : str
        CSS selector of where the focus goes at a new step.
    next_ : str
        Of the button that Enter presses.
    answers : str
        Of the buttons that the keys 1 to 9 press.
    answered : bool
        Enter goes on from the map too.
    keys : mapping of str to str, optional
        Further keys, small letters, and what they press.
    seconds : int
        What the timer (class ``tp-timer``) counts down from at each new question; 0 without one.
    """
    with st.container(key="quizkeys"):
        _mount(
            key="quiz keys",
            data=packed(
                {
                    "step": step,
                    "focus": focus,
                    "next": next_,
                    "answers": answers,
                    "answered": answered,
                    "keys": dict(keys or {}),
                    "seconds": seconds,
                }
            ),
            height=1,
        )
