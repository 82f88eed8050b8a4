"""How long reading and validating the data takes.

Usage: python -m bench.content_load [--times 7]

Prints medians in ms: from the YAML text, with the parsed files in the cache folder, and again in one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile

from bench.timing import median_ms
from triggerpoints.content import cache, load_content
from triggerpoints.content.files import DATA_FOLDER
from triggerpoints.content.loader import read_content


def main() -> None:
    """Measure in a cache folder of its own and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=7)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder

        def forget() -> None:
            shutil.rmtree(cache.cache_folder(), ignore_errors=True)

        parsed = median_ms(lambda _: read_content(DATA_FOLDER), times, before=forget)
        cached = median_ms(lambda _: read_content(DATA_FOLDER), times)
        load_content()
        again = median_ms(lambda _: load_content(), times)
    print(f"from YAML {parsed:.0f} ms; with the cache folder {cached:.0f} ms; again {again:.3f} ms")


if __name__ == "__main__":
    main()
