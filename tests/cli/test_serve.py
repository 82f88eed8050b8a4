"""Where the app cannot be served, the command line says why and what to do."""

import socket

import pytest

from triggerpoints.cli import main
from triggerpoints.ui.server.start import hindrance


def test_a_taken_port_is_told_with_what_to_do(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"Port {port} is taken" in said
    assert f"--port {port + 10}" in said


def test_a_free_port_is_no_hindrance():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert hindrance(port, "127.0.0.1") is None


@pytest.mark.parametrize(
    ("port", "address", "said"),
    [
        (70000, "127.0.0.1", "70000 is no port"),
        (8501, "no such host.invalid", "is no address"),
        (8501, "192.0.2.1", "no address of this computer"),
    ],
)
def test_wrong_places_are_explained(port, address, said):
    assert said in (hindrance(port, address) or "")
