"""Starts the whole app, from the repository and from an installed package alike."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from triggerpoints import resources

ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",  # each thread would else take memory of its own, and each visitor is one
    # fields of the skin go back at once; the C library would else keep room for the largest there was
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""How the C library hands out memory: some 10 MB less after a thousand visits, at no cost that was seen."""


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
