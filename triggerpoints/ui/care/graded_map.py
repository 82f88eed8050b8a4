"""The body map that shows all muscles of a technique or a condition at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from triggerpoints.atlas import Atlas
from triggerpoints.content import Content
from triggerpoints.content.models.base import Evidence
from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.framing import fitting_view
from triggerpoints.figures.payload import layer_name
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.html import evidence
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import address, audience, inputs

LAYERS = ("superficial", "middle", "deep")


def graded_map(
    atlas: Atlas, content: Content, grades: Mapping[str, Evidence], key: str, values: Mapping[str, str | None]
) -> None:
    """Draw the map with a choice of views; a click puts the muscle into the address.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    grades : mapping of str to str
        Muscles to show, with the grade of the evidence that sets their texture.
    key : str
        Widget key.
    values : mapping of str to str or None
        From the address: `view` (by default the one that suits most of the muscles), `layer` (all without
        one) and the chosen `muscle`.
    """
    shown, layer = values["view"] or fitting_view(atlas, content, grades), values["layer"]
    deep = {id_: layer_name(atlas, id_) for id_ in LAYERS}
    with st.container(horizontal=True, gap="small"):
        inputs.segments("layer", {"": "All"} | deep, layer or "", label="Muscles", key=f"{key} layer")

    def in_layer(id_: str) -> bool:
        return layer is None or (id_ in atlas.muscles and atlas.muscles[id_].layer == layer)

    state = MapState(
        view=shown,
        layer=layer or "superficial",
        muscle=values["muscle"],
        side="both",
        points=False,
        essential=False,
        spillover=False,
        audience=audience.current(),
    )
    payload = map_payload(atlas, content, state)
    payload["label"] = f"Body map: {atlas.views[shown].label}, {len(grades)} muscles marked"
    payload["involved"] = {
        "muscles": {id_: grade for id_, grade in grades.items() if in_layer(id_)},
        "layers": {id_: atlas.muscles[id_].layer for id_ in grades if id_ in atlas.muscles},
        "key": evidence.involvement_key(grades),
    }

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            address.change(view=event["view"])

    bodymap(
        payload,
        key=key,
        on_pick=lambda event: address.change(muscle=event["id"]),
        on_show=turn,
        index_url=map_files.turning_index_url(),
    )
