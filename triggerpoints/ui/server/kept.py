"""What the server knows of the keeper, which lets the browser keep what a reader has done."""

from __future__ import annotations

from streamlit.proto.ClientState_pb2 import ClientState

VISIT = "keeper visit"
"""Where a visit's number stands in the session, once a page has asked what the browser keeps."""
KEEPER = "keeper "
"""What the keys of all keepers begin with."""


def tells(message: ClientState) -> bool:
    """Whether a message of the browser brings what it has kept."""
    return any(
        f"-{KEEPER}" in widget.id and widget.HasField("json_trigger_value")
        for widget in message.widget_states.widgets
    )
