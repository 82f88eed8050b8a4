"""All benches, one after the other, in one table.

Usage: python -m bench [NAME ...]

Each bench is a program of its own with a limit of time; one that fails or does not end is named and the
others go on. Takes about fifteen minutes on an idle machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.server import ROOT

Rows = Iterator[tuple[str, str, str]]
"""What, how much, and how much beside the bare page."""


def _start(result: dict[str, Any]) -> Rows:
    for name, values in result.items():
        ratio = values["elapsed_s"] / result["bare server"]["elapsed_s"] if "server" in name else None
        yield f"start: {name}", f"{values['elapsed_s']} s", f"{ratio:.1f}" if ratio else ""


def _clicks(result: dict[str, Any]) -> Rows:
    for part, values in result.items():
        yield f"click: {part}", f"{values['median_ms']} ms, {values['kB_per_click']} kB", f"{values['ratio']}"


def _load(result: list[dict[str, Any]]) -> Rows:
    bare = {(r["visitors"], r["think_s"]): r for r in result if r["server"] == "bare"}
    for row in result:
        base = bare[row["visitors"], row["think_s"]]
        kind = f"each {row['think_s']:.0f} s" if row["think_s"] >= 1 else "without a pause"
        yield (
            f"load: {row['server']}, {row['visitors']} visitors, {kind}",
            f"p50 {row['p50_ms']:.0f} ms, p95 {row['p95_ms']:.0f} ms, {row['per_s']}/s, "
            f"{row['errors']} errors, {row['cpu_ms']} ms CPU, {row['kb_down']} kB, {row['mb']:.0f} MB",
            ", ".join(f"{row[k] / base[k]:.2f}" for k in ("p50_ms", "p95_ms", "per_s") if base[k]),
        )


def _first_view(result: dict[str, Any]) -> Rows:
    for name, value in result.items():
        if not isinstance(value, dict):
            yield f"first visit: {name}", f"{value}", ""


def _first_map(result: dict[str, Any]) -> Rows:
    for name, value in result.items():
        yield f"can be used: {name}", f"{value['ms']} ms", f"{value['ratio']:.2f}"


@dataclass(frozen=True)
class Bench:
    """A program and how to read what it measured; without that only whether it ended well is told."""

    arguments: tuple[str, ...]
    limit_s: float
    rows: Callable[[Any], Rows] | None = None


BENCHES = {
    "start": Bench(("bench.start",), 600, _start),
    "content": Bench(("bench.content_load",), 120),
    "click": Bench(("bench.click_latency", "--clicks", "20"), 300, _clicks),
    "load": Bench(("bench.load", "--seconds", "15"), 900, _load),
    "first": Bench(("bench.first_view", "--muscles", "40"), 900, _first_view),
    "map": Bench(("bench.first_map",), 400, _first_map),
    "body": Bench(("bench.body3d",), 300),
    "sections": Bench(("bench.sections", "--page"), 300),
    "ranking": Bench(("bench.ranking",), 600),
    "replicas": Bench(("bench.replicas",), 900),
    "two servers": Bench(("bench.two_servers",), 400),
}


def run(name: str, bench: Bench) -> Rows:
    """Run one bench; yields its rows, or one that says why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.json"
        further = ("--json", str(file)) if name == "load" else ()
        process = subprocess.Popen(
            [sys.executable, "-m", *bench.arguments, *further],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=bench.limit_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)  # its servers and browsers too
            process.communicate()
            yield name, f"NOT DONE within {bench.limit_s:.0f} s", ""
            return
        if process.returncode and not bench.rows:
            yield name, f"FAILED: {(said.strip().splitlines() or ['said nothing'])[-1]}", ""
        elif process.returncode:
            yield name, "FAILED, see above", ""
        elif bench.rows:
            yield from bench.rows(json.loads(file.read_text() if further else said))
        else:
            yield name, "; ".join(line.strip() for line in said.strip().splitlines()[-3:]), ""


def main() -> None:
    """Run the benches that were named, or all, and print their table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    names = parser.parse_args().names or list(BENCHES)
    if unknown := sorted(set(names) - set(BENCHES)):
        parser.error(f"there is no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    print("| what | measured | beside the bare page |\n|---|---|---|", flush=True)
    for name in names:
        for row in run(name, BENCHES[name]):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
