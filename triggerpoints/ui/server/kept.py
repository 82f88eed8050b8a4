"""What the server knows of the keeper, which lets the browser keep what a reader has done."""

from __future__ import annotations

import re

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

VISIT = "keeper visit"
"""Where a visit's number stands in the session, once a page has asked what the browser keeps."""
KEEPER = "keeper "
"""What the keys of all keepers begin with."""
_TELLER = re.compile(rf"-{KEEPER}(.+)__events$")


def tellers(message: ClientState) -> set[str]:
    """Names of the keepers that say in a message what they have, or that they have nothing."""
    found = (_TELLER.search(widget.id) for widget in message.widget_states.widgets if is_told(widget))
    return {teller[1] for teller in found if teller}


def is_told(widget: WidgetState) -> bool:
    """Whether a part of a message is something that was just said, not an input of the page."""
    return widget.HasField("json_trigger_value")
