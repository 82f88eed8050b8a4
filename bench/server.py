"""A server to measure: the application or the bare page, with its processor time and memory."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triggerpoints.ui.server.start import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[1]
START_LIMIT_S, STOP_LIMIT_S = 180.0, 10.0
REST_S, REST_SHARE = 3.0, 0.02  # a server rests that used no more than this share of a processor so long
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes
    ----------
    address : str
        ``host:port``.
    pid : int
    ready_s : float
        From its start to the first answer of its health check.
    """

    address: str
    pid: int
    ready_s: float

    def is_up(self) -> bool:
        """Whether it still runs."""
        stat = Path(f"/proc/{self.pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"

    def cpu_s(self) -> float:
        """Processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S

    def rest(self, limit_s: float = 180.0) -> None:
        """Wait until it has drawn what it draws ahead of its visitors.

        Raises
        ------
        TimeoutError
            When it still works after `limit_s`.
        """
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            before = self.cpu_s()
            time.sleep(REST_S)
            if self.cpu_s() - before <= REST_SHARE * REST_S:
                return
        raise TimeoutError(f"The server on {self.address} did not come to rest within {limit_s:.0f} s.")

    def mb(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


PLAIN = (
    "import runpy, sys; sys.modules['uvloop'] = sys.modules['httptools'] = None;"
    " runpy.run_module('streamlit', run_name='__main__', alter_sys=True)"
)
"""Streamlit as it is installed by itself: without the two packages in C that the application brings along."""


@contextmanager
def serve(
    folder: Path = ROOT,
    *,
    port: int | None = None,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = ENVIRONMENT,
    streamlit: Sequence[str] = ("-m", "streamlit"),
) -> Iterator[Server]:
    """Serve a folder's app.py as `streamlit run app.py` does.

    Parameters
    ----------
    folder : Path
    port : int, optional
        A free one if not given.
    options : mapping, optional
        Streamlit's configuration, such as ``{"server.port": "8501"}``.
    environment : mapping, optional
        What is set for the process; by default as the app's own start does.
    streamlit : sequence of str
        How Python is told to run Streamlit.

    Raises
    ------
    RuntimeError
        When it does not answer within three minutes.
    """
    port = port or free_port()
    options = {"server.port": str(port), "server.address": "127.0.0.1", **(options or {})}
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *streamlit, "run", "app.py", *flags],
        cwd=folder,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(f"127.0.0.1:{port}", process)
        yield Server(f"127.0.0.1:{port}", process.pid, time.perf_counter() - start)
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait(STOP_LIMIT_S)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server that was started answers its health check."""
    end = time.perf_counter() + START_LIMIT_S
    while time.perf_counter() < end:
        try:
            urllib.request.urlopen(f"http://{address}/_stcore/health", timeout=1)
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"The server on {address} stopped while starting.") from None
            time.sleep(0.02)
    raise RuntimeError(f"The server on {address} did not answer within {START_LIMIT_S:.0f} s.")


@contextmanager
def serve_bare() -> Iterator[Server]:
    """Serve the bare page as a plain Streamlit does without any settings, but that it opens no browser."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "bench" / "bare_page.py", folder / "app.py")
        options = {"server.headless": "true", "browser.gatherUsageStats": "false"}
        with serve(folder, options=options, environment=None, streamlit=("-c", PLAIN)) as server:
            yield server
