"""The compared muscles in the turning body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from triggerpoints.figures import MapState
from triggerpoints.figures.body_payload import BodyPayload, body_payload
from triggerpoints.figures.camera import Camera
from triggerpoints.figures.framing import fitting_view
from triggerpoints.ui.components.body3d import body3d, keeping, turn_button, unable
from triggerpoints.ui.html import blocks
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

TOGETHER = "This comparison"
_TURNED, _CAMERA, _LAYER, _LIT = (
    "compare turned", "compare camera", "compare body layer", "compare lit",
)  # fmt: skip


def is_turned() -> bool:
    """Whether the body stands where the map was."""
    return bool(st.session_state.get(_TURNED)) and not unable()


def button() -> None:
    """The way from the map to the body."""
    turn_button(lambda: st.session_state.update({_TURNED: True}))


def draw(atlas: Atlas, content: Content, muscles: Sequence[str]) -> None:
    """Draw the body with one of the muscles lit; a choice in it lights all of them."""
    lit = st.segmented_control(
        "Lit in the body",
        list(muscles),
        default=muscles[0],
        required=True,
        format_func=lambda id_: content.muscles[id_].names.en,
        key=f"{_LIT} {','.join(muscles)}",
    )

    st.html(blocks.note(f"{TOGETHER}, in the body’s options, lights all of them at once."))

    turn, show = keeping(_CAMERA, _LAYER, atlas.layers)

    def leave(_: dict[str, Any]) -> None:
        st.session_state.pop(_TURNED, None)

    body3d(
        payload(atlas, content, muscles, lit or muscles[0]),
        key="compare body",
        on_turn=turn,
        on_leave=leave,
        on_show=show,
    )


def payload(atlas: Atlas, content: Content, muscles: Sequence[str], lit: str) -> BodyPayload:
    """What the turning body is asked to draw; the parameters are those of `draw`, and the lit muscle."""
    deepest = max(
        (atlas.muscles[id_].layer for id_ in muscles if id_ in atlas.muscles), key=atlas.layers.index
    )
    camera: Camera | None = st.session_state.get(_CAMERA)
    state = MapState(
        view=fitting_view(atlas, content, muscles),
        layer=st.session_state.get(_LAYER, deepest),
        muscle=lit,
        points=False,
        essential=False,
        spillover=False,
        camera=camera,
        audience=audience.current(),
    )
    together = {"what": "action", "name": TOGETHER, "muscles": list(muscles)}
    return {**body_payload(atlas, content, state), "kin": [together]}  # type: ignore[list-item]
