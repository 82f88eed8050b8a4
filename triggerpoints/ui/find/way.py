"""The way through Find my pain: one question a screen, kept in the address, each of them free to skip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import streamlit as st
from markupsafe import Markup

from triggerpoints.ui.find import session
from triggerpoints.ui.state import address

Step = Literal["where", "signs", "feel", "fits", "else", "keep"]
STEPS: tuple[Step, ...] = get_args(Step)
ALL = "all"  # everything as one page
TITLES: dict[Step, str] = {
    "where": "Where does it hurt?",
    "signs": "Is any of this true?",
    "feel": "How does it feel?",
    "fits": "What fits, and what you can do",
    "else": "What else it can be",
    "keep": "Take it along",
}
SHORT: dict[Step, str] = {
    "where": "Where",
    "signs": "Danger signs",
    "feel": "How it feels",
    "fits": "What fits",
    "else": "What else",
    "keep": "Take it along",
}


@dataclass(frozen=True)
class Place:
    """Where somebody is on the way: at a step, or on the page that shows all of them."""

    step: Step
    is_all: bool = False

    def shows(self, step: Step) -> bool:
        """Whether a step is drawn."""
        return self.is_all or self.step == step


def current() -> Place:
    """The step of the address; the first one as long as nothing is marked."""
    values, _ = address.read({"step": (*STEPS, ALL)})
    asked = values["step"] or "where"
    if not session.current().areas:
        return Place("where")
    return Place("where", is_all=True) if asked == ALL else Place(asked)  # type: ignore[arg-type]


def go(step: str) -> None:
    """Open a step, as a new entry for the Back button of the browser; meant for callbacks."""
    address.change(step=None if step == "where" else step)


def head(place: Place) -> None:
    """Title of the step, and a bar that shows the way."""
    if place.is_all:
        st.html(Markup('<h1 class="tp-title">Your pain on one page</h1>'))
        return
    at = STEPS.index(place.step)
    parts = Markup("").join(
        Markup('<span class="{}"></span>').format("done" if i <= at else "") for i in range(len(STEPS))
    )
    bar = Markup(
        '<p class="tp-way-said">Step {} of {}: {}</p><div class="tp-way" aria-hidden="true">{}</div>'
    ).format(at + 1, len(STEPS), SHORT[place.step], parts)
    title = Markup('<h1 class="tp-title">{}</h1>').format(TITLES[place.step])
    st.html((bar if session.current().areas else Markup("")) + title)


def part(place: Place, step: Step) -> None:
    """Heading of a step on the page that shows all of them."""
    if place.is_all:
        st.html(Markup('<h2 class="tp-step">{}</h2>').format(TITLES[step]))


def buttons(place: Place) -> None:
    """Back and Next, where a thumb reaches them on a phone."""
    if not session.current().areas:
        return
    if place.is_all:
        st.button("One question at a time", icon=":material/arrow_back:", on_click=go, args=("where",))
        return
    at = STEPS.index(place.step)
    with st.container(key="way-buttons", horizontal=True, gap="small", vertical_alignment="center"):
        if at:
            st.button(
                "Back", key="way back", icon=":material/arrow_back:", on_click=go, args=(STEPS[at - 1],)
            )
        if at + 1 < len(STEPS):
            following = STEPS[at + 1]
            st.button(
                f"Next: {SHORT[following].lower()}",
                key="way next",
                type="primary",
                on_click=go,
                args=(following,),
                width="stretch",
            )
        else:
            st.button("Start again", key="way again", on_click=_start_again, width="stretch")
    st.button("Show all on one page", key="way all", type="tertiary", on_click=go, args=(ALL,))


def offer() -> None:
    """Offer to go on with what an earlier visit in this browser has left."""
    if session.offered() is None:
        return
    with st.container(key="pain-offer", border=True):
        st.html(Markup("<p><strong>You were here before.</strong> Go on where you stopped?</p>"))
        with st.container(horizontal=True, gap="small"):
            st.button("Go on", type="primary", on_click=session.take_offer, kwargs={"is_wanted": True})
            st.button("Start new", on_click=session.take_offer, kwargs={"is_wanted": False})
            st.button("Forget it", on_click=session.forget_everything)


def _start_again() -> None:
    session.clear()
    go("where")
