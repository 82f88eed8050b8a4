"""Messages to the browser are compressed with a memory of what was sent before."""

import os

from streamlit import config
from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets.frames import Frame, Opcode

from triggerpoints.ui.server import startup, wire


def compressed(factory, messages):
    """Sizes of messages as a factory's extension sends them, for a browser's offer."""
    offer = [("client_max_window_bits", None)]
    agreed, extension = factory.process_request_params(offer, [])
    assert "server_no_context_takeover" not in dict(agreed)
    return [len(extension.encode(Frame(Opcode.BINARY, data)).data) for data in messages]


def test_what_stood_in_the_click_before_is_not_sent_again(monkeypatch):
    monkeypatch.setattr(protocol, "ServerPerMessageDeflateFactory", None)
    wire.remember_what_was_sent()
    card = os.urandom(12_000)  # a click brings 11 kB; nothing in these can be compressed by itself
    first, again = compressed(
        protocol.ServerPerMessageDeflateFactory(server_max_window_bits=12), [card, card]
    )
    assert first > 11_000
    assert again < 300


def test_the_server_compresses_and_remembers_from_its_start():
    assert config.get_option("server.enableWebsocketCompression")
    assert "remember_what_was_sent" in startup.lifespan.__wrapped__.__code__.co_names
