"""Starts the whole app, from the repository and from an installed package alike."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Sequence
from typing import NoReturn

from triggerpoints import resources

MAX_PORT = 65535
ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",  # each thread would else take memory of its own, and each visitor is one
    # fields of the skin go back at once; the C library would else keep room for the largest there was
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""How the C library hands out memory: some 10 MB less after a thousand visits, at no cost that was seen."""


def hindrance(port: int, address: str) -> str | None:
    """Say what keeps the app from answering at an address, and what to do; None where nothing does."""
    if port > MAX_PORT:
        return f"{port} is no port; choose one from 1024 to {MAX_PORT} with --port."
    try:
        family, kind, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
            probe.bind(place)
    except socket.gaierror:
        return f"'{address}' is no address; 127.0.0.1 is this computer alone, 0.0.0.0 is for a class."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {port} is taken. If this app runs there already, open http://localhost:{port}; "
                f"if something else does, choose another port, such as --port {port + 10}."
            )
        if error.errno == errno.EACCES:
            return f"Port {port} is the system's own; choose one from 1024 to {MAX_PORT} with --port."
        return f"'{address}' is no address of this computer; use 127.0.0.1, or 0.0.0.0 for a class."
    return None


def start(port: int, address: str, further: Sequence[str] = ()) -> NoReturn:
    """Become the app's server; does not come back.

    Parameters
    ----------
    port : int
    address : str
        127.0.0.1 for this computer only, 0.0.0.0 for a class.
    further : sequence of str
        More options of ``streamlit run``.
    """
    os.chdir(resources.TOP)  # Streamlit reads its settings from .streamlit here
    options = [f"--server.port={port}", f"--server.address={address}", *further]
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(resources.APP), *options])
