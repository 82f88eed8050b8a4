"""Memory of the server over thousands of mixed visits.

Usage: python -m bench.soak [--visits 2000] [--visitors 3] [--acts 4] [--log FILE]

Each visit opens a page, acts on it a few times and leaves, as a closed tab does. Prints the resident memory
as it goes, then the growth over the second half, and fails when that is more than a twentieth or an answer
was an error, or when the server ended.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from bench.load import MIX, MUSCLES, PAGES, SEED
from bench.server import Server, serve
from bench.visitor import NoAnswerError, Visitor

SAMPLES = 40
MOST_GROWTH = 0.05


async def visit(address: str, rng: random.Random, acts: int, errors: Counter[str]) -> int:
    """One visit; returns how many actions were answered."""
    page = PAGES[rng.choice(MIX)]
    query = f"muscle={rng.choice(MUSCLES)}" if page.page == "explore" else page.query
    visitor = Visitor(address)
    answered = 0
    try:
        await visitor.connect()
        errors.update((await visitor.open(page.page, query)).faults)
        await visitor.fetch_new()
        for n in range(acts):
            errors.update((await page.act(visitor, rng, n)).faults)
            answered += 1
    except NoAnswerError as error:
        errors[str(error)] += 1
    finally:
        await visitor.close()
    return answered


async def soak(
    server: Server, visits: int, visitors: int, acts: int, errors: Counter[str]
) -> list[tuple[int, float]]:
    """Visit until all visits are made or the server ends; memory in MB after some numbers of actions."""
    left, actions = visits, 0
    curve = [(0, server.mb())]
    step = max(1, visits // SAMPLES)

    async def come_and_go(rng: random.Random) -> None:
        nonlocal left, actions
        while left > 0 and server.is_up():
            left -= 1
            number = visits - left
            answered = await visit(server.address, rng, acts, errors)
            actions += answered  # not while others go on
            if number % step == 0 and server.is_up():
                curve.append((actions, server.mb()))
                line = (
                    f"{time.strftime('%H:%M:%S')} {number} visits, {actions} actions: {curve[-1][1]:.0f} MB"
                )
                print(line, flush=True)

    await asyncio.gather(*(come_and_go(random.Random(SEED + n)) for n in range(visitors)))
    if left > 0:
        raise SystemExit(f"The server ended after {visits - left} visits.")
    return curve


def main() -> None:
    """Soak and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--visitors", type=int, default=3)
    parser.add_argument("--acts", type=int, default=4, help="what a visitor does before leaving")
    parser.add_argument("--log", type=Path, help="write the curve to this file: actions, MB")
    options = parser.parse_args()
    errors: Counter[str] = Counter()
    with serve() as server:
        curve = asyncio.run(soak(server, options.visits, options.visitors, options.acts, errors))
    if options.log:
        options.log.write_text("".join(f"{actions}\t{mb:.1f}\n" for actions, mb in curve))
    second = [mb for _, mb in curve[len(curve) // 2 :]]
    early, late = (
        statistics.mean(part) for part in (second[: len(second) // 3], second[-len(second) // 3 :])
    )
    growth = late / early - 1
    print(
        f"{curve[-1][0]} actions: {curve[0][1]:.0f} MB at rest, at most {max(mb for _, mb in curve):.0f} MB, "
        f"{100 * growth:+.1f} % over the second half, {sum(errors.values())} errors"
    )
    for error, n in errors.most_common(10):
        print(f"{n} times {error}")
    sys.exit(0 if growth <= MOST_GROWTH and not errors else 1)


if __name__ == "__main__":
    main()
