"""Do the tests bite? Changes one line of logic at a time and runs the tests that should notice.

``python -m bench.mutants`` tries every entry of `mutations.yml` in a throwaway copy of the repository, prints
those that no test noticed and the score, and ends with 1 when the score is below what docs/testing.md
promises. ``--safety`` tries the lines that matter for safety only, ``--only sections`` one part.

Why not mutmut or cosmic-ray: they change every operator of a file, thousands of runs of minutes for the
parts that are tested here with the real body; what matters is a list of lines that somebody chose and
reads again when a test is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Literal

import yaml

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("mutations.yml")
SECONDS = 180
"""After this time a run counts as noticed: the change made the code hang."""
LEAST_SAFETY, LEAST_ALL = 0.95, 0.9
"""Shares that must be noticed; docs/testing.md names the same."""
LINKED = ("assets", "docs")  # large, and never changed

Outcome = Literal["noticed", "survived", "too long"]


@dataclass(frozen=True)
class Mutation:
    """One line of logic and what it is changed to.

    Attributes
    ----------
    file : str
        Path from the top of the repository.
    was, now : str
        Text that stands exactly once in the file, and what takes its place.
    tests : tuple of str
        What pytest is given.
    safety : bool
        What the line decides could harm somebody.
    """

    file: str
    was: str
    now: str
    tests: tuple[str, ...]
    safety: bool

    @property
    def line(self) -> int:
        """Where the text begins; 0 when it is not there exactly once."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        return text[: text.index(self.was)].count("\n") + 1 if text.count(self.was) == 1 else 0

    def __str__(self) -> str:
        """The change in one line."""
        was, now = (" ".join(text.split()) for text in (self.was, self.now))
        return f"{self.file}:{self.line}: {was}  ->  {now or '(nothing)'}"


def mutations(path: Path = LIST) -> list[Mutation]:
    """All entries of the list."""
    return [
        Mutation(part["file"], one["was"], one["now"], tuple(part["tests"]), one.get("safety", False))
        for part in yaml.safe_load(path.read_text(encoding="utf-8"))
        for one in part["mutations"]
    ]


def copied(folder: Path) -> Path:
    """A copy of the repository's files to change; what is large is linked."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        if name.split("/")[0] not in LINKED and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def outcome(folder: Path, tests: Iterable[str]) -> Outcome:
    """What the tests say about the copy as it stands."""
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
            cwd=folder, timeout=SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "too long"
    return "survived" if run.returncode == 0 else "noticed"


def tried(folder: Path, mutation: Mutation) -> Outcome:
    """What the tests say when one line is changed; the copy is put back."""
    path = folder / mutation.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutation.was) != 1:
        raise SystemExit(f"{LIST.name} names what stands {text.count(mutation.was)} times: {mutation}")
    path.write_text(text.replace(mutation.was, mutation.now), encoding="utf-8")
    try:
        return outcome(folder, mutation.tests)
    finally:
        path.write_text(text, encoding="utf-8")


def results(chosen: Sequence[Mutation], jobs: int) -> Iterator[tuple[Mutation, Outcome]]:
    """Each mutation with its outcome, as the runs end."""
    with tempfile.TemporaryDirectory() as top, ThreadPoolExecutor(jobs) as pool:
        free: Queue[Path] = Queue()
        for number in range(jobs):
            folder = Path(top) / str(number)
            folder.mkdir()
            free.put(copied(folder))

        def one(mutation: Mutation) -> tuple[Mutation, Outcome]:
            folder = free.get()
            try:
                return mutation, tried(folder, mutation)
            finally:
                free.put(folder)

        unchanged = free.get()
        for tests in dict.fromkeys(mutation.tests for mutation in chosen):
            if outcome(unchanged, tests) != "survived":
                raise SystemExit(f"These tests fail without any change; mend them first: {' '.join(tests)}")
        free.put(unchanged)
        yield from pool.map(one, chosen)


def share(outcomes: Sequence[tuple[Mutation, Outcome]]) -> float:
    """Part (0..1) of the mutations that was noticed."""
    return sum(said != "survived" for _, said in outcomes) / len(outcomes) if outcomes else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the list and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--safety", action="store_true", help="only lines that matter for safety")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files whose path holds this text")
    parser.add_argument("--jobs", type=int, default=1, help="how many runs at the same time (default: 1)")
    options = parser.parse_args(arguments)
    chosen = [one for one in mutations() if options.only in one.file and (one.safety or not options.safety)]
    start, done = time.monotonic(), []
    for mutation, said in results(chosen, options.jobs):
        done.append((mutation, said))
        if said != "noticed":
            print(f"{said}{' (safety)' if mutation.safety else ''}: {mutation}", flush=True)
    print(f"\n{'file':44} {'changed':>8} {'noticed':>8}")
    for file in dict.fromkeys(one.file for one in chosen):
        of_file = [pair for pair in done if pair[0].file == file]
        print(f"{file:44} {len(of_file):8} {sum(said != 'survived' for _, said in of_file):8}")
    safety = [pair for pair in done if pair[0].safety]
    print(
        f"\nnoticed {share(done):.1%} of {len(done)}; of the {len(safety)} that matter for safety "
        f"{share(safety):.1%}; {(time.monotonic() - start) / 60:.0f} minutes"
    )
    return 0 if share(done) >= LEAST_ALL and share(safety) >= LEAST_SAFETY else 1


if __name__ == "__main__":
    sys.exit(main())
