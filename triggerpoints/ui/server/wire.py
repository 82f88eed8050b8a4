"""Messages to the browser are compressed with a memory of what was sent before.

Streamlit draws every element of a page again with each click, most of them word for word as before. Uvicorn's
compression remembers 4 kB, less than one click brings, so it finds little of it again; with 32 kB a click
takes a tenth of the bytes. It costs 0.1 MB of the server's memory for each visitor.
"""

from __future__ import annotations

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

WINDOW_BITS = 15  # 32 kB
MEMORY_LEVEL = 5  # of zlib: 16 kB for what is not sent yet


def remember_what_was_sent() -> None:
    """Make new connections remember more; without effect where compression is off."""
    websockets_sansio_impl.ServerPerMessageDeflateFactory = _factory  # type: ignore[assignment,misc]


def _factory(**_: object) -> ServerPerMessageDeflateFactory:
    return ServerPerMessageDeflateFactory(
        server_max_window_bits=WINDOW_BITS,
        client_max_window_bits=12,
        compress_settings={"memLevel": MEMORY_LEVEL},
    )
