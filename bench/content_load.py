"""How long reading and validating the data takes.

Usage: python -m bench.content_load [--times 7]

Prints medians in ms: from the YAML text, with the parsed files in the cache folder, and again in one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable

from triggerpoints.content import cache, load_content
from triggerpoints.content.files import DATA_FOLDER
from triggerpoints.content.loader import read_content


def median_ms(act: Callable[[], object], times: int, before: Callable[[], object] | None = None) -> float:
    """Median time of an action in ms; `before` is run each time and not counted."""
    taken = []
    for _ in range(times):
        if before is not None:
            before()
        start_s = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start_s) * 1e3)
    return statistics.median(taken)


def main() -> None:
    """Measure in a cache folder of its own and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=7)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder

        def forget() -> None:
            shutil.rmtree(cache.cache_folder(), ignore_errors=True)

        parsed = median_ms(lambda: read_content(DATA_FOLDER), times, forget)
        cached = median_ms(lambda: read_content(DATA_FOLDER), times)
        load_content()
        again = median_ms(load_content, times)
    print(f"from YAML {parsed:.0f} ms; with the cache folder {cached:.0f} ms; again {again:.3f} ms")


if __name__ == "__main__":
    main()
