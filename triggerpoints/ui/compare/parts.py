"""Parts of the page Compare: the choice of muscles, the map with all of them, the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from triggerpoints.content.comparison import MOST, Row, compared
from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.framing import fitting_view
from triggerpoints.ui import messages
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import address, audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.figures.state import Audience

_CHOSEN = "compared muscles"
TEXTURES = ("moderate", "low", "very_low")
"""Textures of the map by which the muscles are told apart without colours."""


def read(content: Content) -> tuple[list[str], str | None, list[str]]:
    """Muscles and view in the address, and a sentence for each that does not exist here."""
    _, problems = address.read({})
    params = st.query_params.to_dict()
    muscles: list[str] = []
    for id_ in dict.fromkeys(part.strip() for part in params.get("muscles", "").split(",") if part.strip()):
        known = address.known_value({"muscle": id_}, "muscle", content.muscles, problems)
        muscles += [known] if known else []
    if len(muscles) > MOST:
        problems.append(f"The address names {len(muscles)} muscles; the first {MOST} are compared.")
    return muscles[:MOST], params.get("view"), problems


def choose(content: Content, muscles: Sequence[str]) -> None:
    """Box in which up to three muscles are chosen."""
    st.session_state[_CHOSEN] = list(muscles)
    st.multiselect(
        f"Muscles to compare, up to {MOST}",
        list(content.muscles),
        format_func=lambda id_: content.muscles[id_].names.en,
        key=_CHOSEN,
        max_selections=MOST,
        placeholder="Type a name",
        on_change=lambda: address.change(muscles=",".join(st.session_state[_CHOSEN]) or None, view=None),
    )


def map_of_all(atlas: Atlas, content: Content, muscles: Sequence[str], asked_view: str | None) -> None:
    """The muscles on one map, each with a texture of its own."""
    known = asked_view if asked_view and asked_view in atlas.views else None
    view = known or fitting_view(atlas, content, muscles)
    names = [content.muscles[id_].names.en for id_ in muscles]
    shown = dict(zip(muscles, TEXTURES, strict=False))
    state = MapState(view=view, points=False, essential=False, spillover=False, audience=audience.current())
    payload = map_payload(atlas, content, state)
    payload["label"] = f"Body map: {atlas.views[view].label}, {', '.join(names)}"
    payload["involved"] = {
        "muscles": shown,
        "layers": {id_: atlas.muscles[id_].layer for id_ in muscles if id_ in atlas.muscles},
        "key": [[texture, name] for texture, name in zip(TEXTURES, names, strict=False)],
    }

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            address.change(view=event["view"])

    bodymap(payload, key="compare map", on_show=turn, index_url=map_files.turning_index_url())


def table(content: Content, muscles: Sequence[str], voice: Audience) -> Markup:
    """The comparison as a table: what all share is bold, the last column says whether a line differs."""
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(content.muscles[id_].names.en) for id_ in muscles
    )
    rows = Markup("").join(_row(row) for row in compared(content, muscles, voice))
    return Markup(
        '<div class="tp-compare-frame" role="region" aria-label="Comparison" tabindex="0">'
        '<table class="tp-compare">'
        "<caption>What all of them share is bold.</caption>"
        '<thead><tr><th scope="col"><span class="tp-unseen">What</span></th>{}<th scope="col">Compared</th>'
        "</tr></thead><tbody>{}</tbody></table></div>"
    ).format(heads, rows)


def _row(row: Row) -> Markup:
    said = "Same" if row.same else "Differs in part" if row.shared else "Differs"
    cells = Markup("").join(
        Markup("<td>{}</td>").format(
            Markup("<br>").join(
                Markup("<strong>{}</strong>").format(item) if item in row.shared else item for item in cell
            )
            or "–"
        )
        for cell in row.cells
    )
    return Markup('<tr class="{}"><th scope="row">{}</th>{}<td>{}</td></tr>').format(
        "same" if row.same else "differs", row.label, cells, said
    )


def say_what_to_do(number: int) -> None:
    """What is missing for a comparison."""
    if number < 2:
        messages.say("Choose two or three muscles to see them beside each other.")
