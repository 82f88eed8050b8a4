"""How well the finder ranks muscles, against the best that any ranking could do with the same questions.

Usage: python -m bench.ranking [--rounds 3] [--failures]

The questions come from tests/data/literature_zones.csv: one for each essential zone of each trigger
point. The zone is marked on the skin; the question is at which rank a muscle of that row stands. A
place that fourteen muscles share cannot put all of them first, so the ceiling is computed too: the
share of questions that the best possible list of that length answers. docs/ranking.md explains the
numbers.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.search import find, find_fields

TABLE = Path(__file__).parents[1] / "tests" / "data" / "literature_zones.csv"
LENGTHS = (1, 3, 10)
UNSAID = ("unspecified", "most common observed")
"""Kinds of the zones of sources that do not tell essential from spillover, mostly web sites."""
SHIFT_MM, WOBBLE_MM, WOBBLE_LENGTH_MM = 20.0, 12.0, 40.0
MIN_MARK_MM2 = 30.0
SEED = 20
SPEED_RUNS = 50

Field = NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A marked zone, and the muscles whose rank is asked for; the best of them counts."""

    muscles: tuple[str, ...]
    point: str
    places: tuple[str, ...]


def questions(content: Content, kinds: Sequence[str] = ("essential",)) -> list[Question]:
    """One question for each zone of these kinds in the table."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [
            Question(tuple(row["muscles"].split(";")), row["point"], places)
            for row in csv.DictReader(table)
            if row["kind"] in kinds
            for zone in row["zones"].split(";")
            if (places := content.zone_words[zone.strip()])
        ]


def pairs(asked: Sequence[Question]) -> list[tuple[Question, Question]]:
    """Every two different zones of one trigger point."""
    by_point = defaultdict(list)
    for question in asked:
        by_point[question.muscles, question.point].append(question)
    return [
        (one, two)
        for zones in by_point.values()
        for one, two in itertools.combinations(zones, 2)
        if one.places != two.places
    ]


def ceiling(asked: Sequence[Question], length: int) -> float:
    """Share of the questions that the best possible list of this length for each place answers."""
    by_place: dict[frozenset[str], list[tuple[str, ...]]] = defaultdict(list)
    for question in asked:
        by_place[frozenset(question.places)].append(question.muscles)
    return sum(_best_list(wanted, length) for wanted in by_place.values()) / len(asked)


def _best_list(wanted: list[tuple[str, ...]], length: int) -> int:
    muscles = sorted({muscle for some in wanted for muscle in some})
    if len(muscles) <= length:
        return len(wanted)
    if length <= 3:
        lists: Iterable[tuple[str, ...]] = itertools.combinations(muscles, length)
        return max(sum(bool(set(some) & set(chosen)) for some in wanted) for chosen in lists)
    # An upper bound: each muscle answers all questions that name it, as if no two shared one.
    answered = sorted((sum(muscle in some for some in wanted) for muscle in muscles), reverse=True)
    return min(len(wanted), sum(answered[:length]))


class Marks:
    """Marks on the skin: as the atlas draws a place, and as people would."""

    def __init__(self, atlas: Atlas, seed: int = SEED) -> None:
        """Take the atlas and the seed of the disturbances."""
        self.atlas = atlas
        self.random = np.random.default_rng(seed)

    def clean(self, places: Sequence[str]) -> Field:
        """The places of the right side and the midline."""
        return np.max([self.atlas.places.weights(place, "right") for place in places], axis=0)

    def shifted(self, mark: Field) -> Field:
        """Moved by 2 cm along the skin."""
        direction, _ = self._tangent(mark)
        skin = self.atlas.surface
        return mark[skin.nearest(skin.position_mm - SHIFT_MM * direction)]

    def third_missing(self, mark: Field) -> Field:
        """Without a third of it, cut off along a straight line."""
        direction, _ = self._tangent(mark)
        along = self.atlas.surface.position_mm @ direction
        mass = mark * self.atlas.surface.area_mm2
        order = np.argsort(along)
        cut = along[order[np.searchsorted(np.cumsum(mass[order]), mass.sum() / 3)]]
        return np.where(along > cut, mark, 0).astype(np.float32)

    def sloppy(self, mark: Field) -> Field:
        """With an outline that wobbles by 12 mm, and no soft edge."""
        skin_mm = self.atlas.surface.position_mm
        waves = self.random.normal(size=(6, 3)) * 2 * np.pi / WOBBLE_LENGTH_MM / np.sqrt(3)
        phase = self.random.uniform(0, 2 * np.pi, 6)
        way = np.sin(skin_mm @ waves.T + phase) @ self.random.normal(size=(6, 3))
        way *= WOBBLE_MM / np.sqrt((way**2).sum(1).mean())
        return (mark[self.atlas.surface.nearest(skin_mm + way)] > 0.5).astype(np.float32)

    def _tangent(self, mark: Field) -> tuple[Field, int]:
        mass = mark * self.atlas.surface.area_mm2
        at = int(self.random.choice(len(mark), p=mass / mass.sum()))
        normal = self.atlas.surface.normal[at]
        direction = self.random.normal(size=3)
        direction -= normal * (direction @ normal)
        return direction / np.linalg.norm(direction), at


@dataclass(frozen=True)
class Ranking:
    """Ranks of the muscles that were asked for, one a question."""

    ranks: tuple[int, ...]

    def share(self, length: int) -> float:
        """Share of questions with a rank of at most `length`."""
        return float(np.mean(np.array(self.ranks) <= length))


def rank_all(
    atlas: Atlas, content: Content, asked: Sequence[Question], mark_of: Callable[[tuple[str, ...]], Field]
) -> Ranking:
    """Rank the muscle of every question."""
    orders: dict[tuple[str, ...], Mapping[str, int]] = {}
    for question in asked:
        if question.places not in orders:
            orders[question.places] = _order(atlas, content, [mark_of(question.places)])
    return Ranking(tuple(_rank(orders[question.places], question.muscles) for question in asked))


def rank_pairs(atlas: Atlas, content: Content, asked: Sequence[tuple[Question, Question]]) -> Ranking:
    """Rank the muscle of every two zones that are marked as two areas."""
    marks = Marks(atlas)
    return Ranking(
        tuple(
            _rank(_order(atlas, content, [marks.clean(one.places), marks.clean(two.places)]), one.muscles)
            for one, two in asked
        )
    )


def _order(atlas: Atlas, content: Content, fields: Sequence[Field]) -> Mapping[str, int]:
    hits = find_fields(fields, atlas, content)
    return {hit.muscle: rank for rank, hit in enumerate(hits, start=1)}


def _rank(order: Mapping[str, int], muscles: Iterable[str]) -> int:
    return min(order.get(muscle, 10**6) for muscle in muscles)


def disturbances(marks: Marks) -> Iterator[tuple[str, Callable[[tuple[str, ...]], Field]]]:
    """Ways in which people's marks differ from the atlas's places."""
    for name, change in (
        ("shifted by 2 cm", marks.shifted),
        ("a third missing", marks.third_missing),
        ("sloppy outline", marks.sloppy),
    ):

        def disturbed(places: tuple[str, ...], change: Callable[[Field], Field] = change) -> Field:
            clean = marks.clean(places)
            for _ in range(8):
                mark = change(clean)
                if mark @ marks.atlas.surface.area_mm2 > MIN_MARK_MM2:
                    return mark
            return clean

        yield name, disturbed


def milliseconds(atlas: Atlas, content: Content) -> float:
    """Median time to score all points for one drawing."""
    area = Area("side-of-neck", "left")
    find([area], atlas, content)
    taken = []
    for _ in range(SPEED_RUNS):
        start = time.perf_counter()
        find([area], atlas, content, 10)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    """Print the table of docs/ranking.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each disturbance is drawn")
    parser.add_argument(
        "--failures", action="store_true", help="list the questions ranked below the first three"
    )
    options = parser.parse_args()
    atlas, content = load_atlas(), load_content()
    asked = questions(content)
    best = {length: ceiling(asked, length) for length in LENGTHS}
    print(f"{len(asked)} questions, {len({q.places for q in asked})} places")
    print(f"{'':24}" + "".join(f"  first {length:>2}" for length in LENGTHS))
    print(f"{'ceiling':24}" + "".join(f"  {100 * best[length]:7.1f}%" for length in LENGTHS))
    marks = Marks(atlas)
    clean = rank_all(atlas, content, asked, marks.clean)
    _print_row("of the ceiling", [clean], best)
    for name, mark_of in disturbances(marks):
        _print_row(name, [rank_all(atlas, content, asked, mark_of) for _ in range(options.rounds)], best)
    loose = questions(content, UNSAID)
    found = rank_all(atlas, content, loose, marks.clean)
    _print_row(f"zones of no kind ({len(loose)})", [found], {n: ceiling(loose, n) for n in LENGTHS})
    two = rank_pairs(atlas, content, pairs(asked))
    print(f"two areas of one pattern ({len(two.ranks)}): first or second {100 * two.share(2):.1f}%")
    print(f"scoring all points for one drawing: {milliseconds(atlas, content):.1f} ms")
    if options.failures:
        for question, rank in sorted(zip(asked, clean.ranks, strict=True), key=lambda item: -item[1]):
            if rank > 3:
                print(f"{rank:4}  {'/'.join(question.muscles)}: {', '.join(question.places)}")


def _print_row(name: str, rankings: Sequence[Ranking], best: Mapping[int, float]) -> None:
    shares = [100 * statistics.mean(r.share(length) for r in rankings) / best[length] for length in LENGTHS]
    print(f"{name:24}" + "".join(f"  {share:7.1f}%" for share in shares))


if __name__ == "__main__":
    main()
