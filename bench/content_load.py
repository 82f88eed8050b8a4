"""How long reading and validating the data takes.

Usage: python -m bench.content_load [--times 7]

Prints in ms: the first read in a process, the median of further reads of the files, and of asking for the
content that is already there.
"""

from __future__ import annotations

import argparse
import time

from bench.timing import median_ms
from triggerpoints.content import load_content
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import read_content


def main() -> None:
    """Measure and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=7)
    times = parser.parse_args().times
    start = time.perf_counter()
    load_content()
    first = (time.perf_counter() - start) * 1e3
    files = median_ms(lambda _: read_content(DATA_FOLDER), times)
    warm = median_ms(lambda _: load_content(), times)
    print(f"first {first:.0f} ms; from the files again {files:.0f} ms; warm {warm:.3f} ms")


if __name__ == "__main__":
    main()
