"""How long a start takes: two commands of the command line, and the server until it is ready and warm.

Usage: python -m bench.start [--times 3]

Prints as JSON the medians in seconds, elapsed and of the processor. The first run is not counted: it may
make the patterns that later ones read.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

from bench.server import ROOT, serve, serve_bare

COMMAND_LIMIT_S = 120.0
COMMANDS = {"find": ["find", "neck"], "show": ["show", "soleus"]}


def command_s(arguments: list[str]) -> tuple[float, float]:
    """Elapsed and processor time in seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "triggerpoints", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        timeout=COMMAND_LIMIT_S,
        check=True,
    )
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    result: dict[str, dict[str, float]] = {}
    for name, arguments in COMMANDS.items():
        elapsed, cpu = zip(*[command_s(arguments) for _ in range(times + 1)][1:], strict=True)
        result[name] = {"elapsed_s": statistics.median(elapsed), "cpu_s": statistics.median(cpu)}
    for name, served in (("bare server", serve_bare), ("server", serve)):
        started = []
        for _ in range(times):
            with served() as server:
                started.append((server.ready_s, server.cpu_s(), server.mb()))
        elapsed, cpu, mb = (statistics.median(column) for column in zip(*started, strict=True))
        result[name] = {"elapsed_s": elapsed, "cpu_s": cpu, "mb": mb}
    print(json.dumps({k: {n: round(x, 2) for n, x in v.items()} for k, v in result.items()}, indent=1))


if __name__ == "__main__":
    main()
