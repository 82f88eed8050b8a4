"""What a second server on the same machine brings: actions a second of one and of two at once.

Usage: python -m bench.two_servers [--seconds 15] [--rounds 3]

Visitors without a pause act on a mix of all pages, those of each server in a process of their own. They take
processor time of the same machine, so that two servers on two processors cannot reach twice one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.load import MIX, PAGES, SATURATING, measure
from bench.server import Server, serve


def per_s(servers: list[Server], seconds: float) -> float:
    """Actions a second that all servers answer together.

    Raises
    ------
    RuntimeError
        When an answer was an error.
    """
    with ProcessPoolExecutor(len(servers), mp_context=get_context("spawn")) as pool:
        asked = [pool.submit(_acted, server, seconds) for server in servers]
        return sum(one.result(timeout=20 * seconds + 60) for one in asked)


def _acted(server: Server, seconds: float) -> float:
    row, errors = measure("mix", server, [PAGES[name] for name in MIX], SATURATING, 0.0, seconds)
    if errors:
        raise RuntimeError(f"{row.errors} errors: {errors}")
    return row.per_s


def main() -> None:
    """Measure in turns and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    one, two = [], []
    with serve() as first, serve() as second:
        for n in range(options.rounds):
            one.append(per_s([first], options.seconds))
            two.append(per_s([first, second], options.seconds))
            print(f"round {n + 1}: one {one[-1]:.1f}/s, two {two[-1]:.1f}/s", file=sys.stderr)
    alone, both = statistics.median(one), statistics.median(two)
    print(f"one server {alone:.1f}/s, two {both:.1f}/s: {both / alone:.2f} times")


if __name__ == "__main__":
    main()
