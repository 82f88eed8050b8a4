"""The body map on which a region of the body is chosen, and the same choice as buttons."""

from __future__ import annotations

from typing import Any

from triggerpoints.atlas import Atlas
from triggerpoints.content import Content
from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.html import words
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import address, audience, inputs

HELP = "Arrow keys move through the regions, Enter selects, plus and minus zoom, 0 shows the whole picture."


def region_map(atlas: Atlas, content: Content, region: str | None, *, view: str | None, key: str) -> None:
    """Draw views and map; a choice goes into the address as `region` and `view`.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    region, view : str or None
        What is chosen.
    key : str
        Widget key.
    """
    whole = {v.id: v.label for v in atlas.views.values() if v.group == WHOLE_BODY}
    shown = view if view in whole else next(iter(whole))
    state = MapState(view=shown, layer="skin", side="both", audience=audience.current())
    shapes = map_files.regions_url(shown)
    payload = map_payload(atlas, content, state) | {
        "label": f"Regions of the body: {atlas.views[shown].label}",
        "help": HELP,
        "outlines": True,
        "selected": region,
        "shapes_url": shapes,
        "names_url": shapes,
        "shapes_layer": "regions",
    }

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(whole):
            address.change(view=event["view"])

    bodymap(
        payload,
        key=key,
        on_pick=lambda event: address.change(region=event["id"]),
        on_show=turn,
        index_url=map_files.region_index_url(),
    )


def buttons(label: str, region: str | None, *, key: str) -> None:
    """The regions as buttons; the same choice as on the map."""
    inputs.pills("region", words.BODY_REGION, region, label=label, key=key)
