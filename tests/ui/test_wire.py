"""Messages to the browser are compressed with a memory of what was sent before."""

import os
import random

import pytest
from streamlit import config
from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from triggerpoints.ui.server import startup, wire

CARD = os.urandom(12_000)  # a click brings 11 kB; nothing in these can be compressed by itself


class Clock:
    """Loop of a server in which time passes as the test says."""

    def __init__(self):
        self.now_s = 0.0
        self.waiting = []

    def time(self):
        return self.now_s

    def call_later(self, delay_s, act, *given):
        self.waiting.append((self.now_s + delay_s, act, given))

    def pass_s(self, seconds):
        self.now_s += seconds
        due = [one for one in self.waiting if one[0] <= self.now_s]
        self.waiting = [one for one in self.waiting if one[0] > self.now_s]
        for _, act, given in due:
            act(*given)


@pytest.fixture
def clock(monkeypatch):
    loop = Clock()
    monkeypatch.setattr(wire.asyncio, "get_running_loop", lambda: loop)
    return loop


@pytest.fixture
def connection(monkeypatch, clock):
    """Build the server's and the browser's end of a connection."""
    monkeypatch.setattr(protocol, "ServerPerMessageDeflateFactory", None)
    wire.remember_what_was_sent()

    def connect(**offer):
        factory = protocol.ServerPerMessageDeflateFactory(server_max_window_bits=12)
        asked = [("client_max_window_bits", None), *((name, str(value)) for name, value in offer.items())]
        agreed, server = factory.process_request_params(asked, [])
        assert "server_no_context_takeover" not in dict(agreed)
        bits = int(dict(agreed).get("server_max_window_bits", 15))
        return server, PerMessageDeflate(False, False, bits, 12)

    return connect


def sent(server, browser, data):
    """Size of a message on its way; it arrives as it was."""
    frame = server.encode(Frame(Opcode.BINARY, data))
    assert browser.decode(frame).data == data
    return len(frame.data)


def test_what_stood_in_the_click_before_is_not_sent_again(connection):
    ends = connection()
    assert sent(*ends, CARD) > 11_000
    assert sent(*ends, CARD) < 300


def test_nor_is_it_after_the_compressor_has_rested(connection, clock):
    server, browser = connection()
    sent(server, browser, CARD)
    for data in (b"a word", CARD, CARD):
        assert not server.rests
        clock.pass_s(1.01 * wire.REST_AFTER_S)
        assert server.rests
        assert sent(server, browser, data) < 300


def test_a_compressor_does_not_rest_between_the_messages_of_a_click(connection, clock):
    server, browser = connection()
    for _ in range(6):
        sent(server, browser, b"a card")
        clock.pass_s(0.4 * wire.REST_AFTER_S)
        assert not server.rests


def test_whatever_was_sent_before_a_rest_arrives_after_it(connection):
    rng = random.Random(5)
    server, browser = connection()
    pieces = [rng.randbytes(rng.choice((1, 50, 4_000, 40_000))) for _ in range(12)]
    for _ in range(300):
        sent(server, browser, b"".join(rng.choices(pieces, k=rng.randint(0, 3))))
        if rng.random() < 0.4:
            server.rest()


def test_a_browser_that_asks_for_a_small_window_gets_it(connection):
    server, browser = connection(server_max_window_bits=10)
    sent(server, browser, CARD)
    assert sent(server, browser, CARD) > 11_000


def test_the_server_compresses_and_remembers_from_its_start():
    assert config.get_option("server.enableWebsocketCompression")
    assert "remember_what_was_sent" in startup.lifespan.__wrapped__.__code__.co_names
