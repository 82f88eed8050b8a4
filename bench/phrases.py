"""How well sentences are read: the open set of phrases, and every pair and frame of sixty everyday places.

Usage: python -m bench.phrases [--worst 20] [--every 1]

The phrases are those of tests/data/pain_phrases.csv, which the reader was made with, and of
pain_phrases_held_out.csv; those of danger_phrases.csv say a danger sign, or nothing of the kind. A phrase is
read rightly when its areas and sides are those that it says, in order, nothing of it stays unread, no place
that it denies is marked, and its qualities and danger signs are heard. The matrices put sixty
places into the connectors and frames of everyday sentences; a sentence is misread when its places are not
exactly those put in.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, load_content
from triggerpoints.referral.reader import Reading, read
from triggerpoints.referral.rows import rows
from triggerpoints.referral.search import find

_DATA = Path(__file__).parents[1] / "tests" / "data"
TABLE, HELD_OUT = _DATA / "pain_phrases.csv", _DATA / "pain_phrases_held_out.csv"
DANGERS = _DATA / "danger_phrases.csv"
FIRST = 10
PLACES = (
    "head", "forehead", "temple", "back of the head", "eye", "ear", "cheek", "jaw", "upper teeth", "throat",
    "neck", "side of the neck", "shoulder", "front of the shoulder", "shoulder blade",
    "between the shoulder blades", "upper back", "mid back", "low back", "tailbone", "chest", "ribs",
    "collarbone", "armpit", "upper arm", "elbow", "inside of the elbow", "forearm", "wrist", "hand",
    "back of the hand", "palm", "thumb", "index finger", "little finger", "fingers", "belly", "groin", "hip",
    "side of the hip", "buttock", "bottom", "thigh", "back of the thigh", "inner thigh", "outer thigh",
    "knee", "back of the knee", "shin", "calf", "ankle", "outer ankle", "achilles tendon", "heel",
    "sole of the foot", "top of the foot", "big toe", "toes", "foot", "leg",
)  # fmt: skip
CONNECTORS = (
    "{a} and {b}", "{a}, {b}", "{a} into my {b}", "{a} down to the {b}", "{a} and also my {b}",
    "from {a} to {b}", "{a} as well as {b}", "pain in my {a} that radiates to my {b}", "{a} with {b}",
    "my {a} hurts and so does my {b}", "{a} shooting up to my {b}", "{a} plus {b}",
)  # fmt: skip
FRAMES = (
    "{p}", "{p} pain", "my {p} hurts", "{p} pain for years", "{p} pain since last week",
    "{p} pain when sitting",
    "{p} hurts after running", "sore {p} at night", "burning {p}", "my {p} feels numb and tingly", "left {p}",
    "my right {p} is killing me", "{p} (right)", "L {p}", "rt {p} pain", "both {p}",
    "{p} has been bothering me lately", "I have had a dull ache in my {p} since 2019",
    "{p} pain worse at the end of the day", "why does my {p} hurt so much?",
    "the {p} has been stiff ever since I had the flu", "pain in the {p} that comes and goes",
    "tight {p} from sitting at a computer", "it hurts in my {p} when I cough", "{p} aches after a long day",
    "no idea why but my {p} is sore", "I woke up with {p} pain", "my {p} started hurting two weeks ago",
    "really bad {p} pain, can't sleep", "{p} pain that gets worse when I drive",
    "husband has {p} pain on and off for 10 years", "since the accident my {p} hurts",
    "my doctor can't find anything wrong but my {p} hurts", "when I walk up stairs my {p} hurts",
    "{p} discomfort, worse on the right", "weird feeling in the {p} after my vaccine",
    "{p} pain keeps coming back", "swollen {p} after a fall", "My {p}'s sore",
    "terrible {p} pain since Monday!!",
)  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """A sentence with what it says; see docs/data-format.md for the columns."""

    kind: str
    text: str
    areas: tuple[tuple[tuple[str, ...], str | None], ...]
    never: tuple[str, ...]
    quality: tuple[str, ...]
    dangers: tuple[str, ...]
    muscles: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Misread:
    """A sentence with the places that were wanted and those that were read."""

    text: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]
    is_silent: bool


def phrases(table_path: Path = TABLE) -> list[Phrase]:
    """The open set, or another table of its form."""

    def split(text: str) -> tuple[str, ...]:
        return tuple(part for part in text.split(";") if part)

    with table_path.open(encoding="utf-8", newline="") as table:
        return [
            Phrase(
                row["kind"],
                row["text"],
                tuple(
                    (tuple(place.split("/")), side or None)
                    for place, _, side in (a.partition(":") for a in split(row["areas"]))
                ),
                split(row["never"]),
                split(row["quality"]),
                split(row["dangers"]),
                tuple(tuple(muscle.split("/")) for muscle in split(row["muscles"])),
            )
            for row in csv.DictReader(table)
        ]


def faults(phrase: Phrase, reading: Reading) -> list[str]:
    """What a reading gets wrong."""
    got = [(area.places[0], area.side) for area in reading.areas]
    wrong = []
    if len(got) != len(phrase.areas) or any(
        place not in any_of for (place, _), (any_of, _) in zip(got, phrase.areas, strict=True)
    ):
        wrong.append(f"places {', '.join(place for place, _ in got) or 'none'}")
    elif any(side and side != said for (_, side), (_, said) in zip(phrase.areas, got, strict=True)):
        wrong.append(f"sides {', '.join(side for _, side in got)}")
    marked = {place for area in reading.areas for place in (*area.places, *area.along)}
    if kept := marked & set(phrase.never):
        wrong.append(f"marks {', '.join(sorted(kept))}")
    if missing := set(phrase.quality) - {quality for area in reading.areas for quality in area.qualities}:
        wrong.append(f"no quality {', '.join(sorted(missing))}")
    if missing := set(phrase.dangers) - {*reading.dangers, *reading.asks}:
        wrong.append(f"does not hear {', '.join(sorted(missing))}")
    if reading.unread:
        wrong.append(f"unread {', '.join(unread.text for unread in reading.unread)}")
    if asked := [one.text for one in reading.not_marked if one.is_unsure]:
        wrong.append(f"unsure of {', '.join(asked)}")
    return wrong


def danger_phrases() -> list[tuple[str, str]]:
    """Sentences with the danger sign that they say; an empty one for harmless sentences."""
    with DANGERS.open(encoding="utf-8", newline="") as table:
        return [(row["sign"], row["text"]) for row in csv.DictReader(table)]


def misread_pairs(content: Content, every: int = 1) -> Iterator[Misread]:
    """Misread sentences among every ordered pair of places under every connector."""
    alone = {place: _places(read(place, content)) for place in PLACES}
    sentences = (
        (connector.format(a=a, b=b), (*alone[a], *alone[b]))
        for connector in CONNECTORS
        for a, b in itertools.permutations(PLACES, 2)
        if alone[a] != alone[b]
    )
    yield from _misread(itertools.islice(sentences, 0, None, every), content)


def misread_frames(content: Content, every: int = 1) -> Iterator[Misread]:
    """Misread sentences among every place in every frame."""
    sentences = (
        (frame.format(p=place), _places(read(place, content))) for frame in FRAMES for place in PLACES
    )
    yield from _misread(itertools.islice(sentences, 0, None, every), content)


def _misread(sentences: Iterator[tuple[str, tuple[str, ...]]], content: Content) -> Iterator[Misread]:
    for text, wanted in sentences:
        reading = read(text, content)
        got = _places(reading)
        if got != wanted or reading.unread:
            yield Misread(text, wanted, got, reading.is_silent)


def _places(reading: Reading) -> tuple[str, ...]:
    return tuple(area.places[0] for area in reading.areas)


def chart_share(asked: Sequence[Phrase], atlas: Atlas, content: Content) -> tuple[int, int, list[str]]:
    """How many muscles of the phrases stand within the first ten, of how many, and those that do not."""
    found = total = 0
    missing = []
    for phrase in asked:
        if not phrase.muscles:
            continue
        areas = [area.area for area in read(phrase.text, content).areas]
        found_rows = rows(find(areas, atlas, content), content) if areas else []
        order = {hit.muscle: rank for rank, row in enumerate(found_rows, start=1) for hit in row.hits}
        for wanted in phrase.muscles:
            rank = min((order[muscle] for muscle in wanted if muscle in order), default=None)
            total += 1
            found += rank is not None and rank <= FIRST
            if rank is None or rank > FIRST:
                missing.append(f"{'/'.join(wanted)} is {rank or 'absent'}: {phrase.text}")
    return found, total, missing


def milliseconds(content: Content) -> float:
    """Median time to read a phrase that was not read before."""
    taken = []
    for phrase in phrases():
        start = time.perf_counter()
        read(f"{phrase.text} ", content)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    """Print shares by kind of sentence, and the worst misreadings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=20, help="how many misreadings to list")
    parser.add_argument("--every", type=int, default=1, help="try one of so many pairs and frames")
    options = parser.parse_args()
    content, atlas = load_content(), load_atlas()
    asked = phrases()
    wrong = {phrase.text: found for phrase in asked if (found := faults(phrase, read(phrase.text, content)))}
    kinds = Counter(phrase.kind for phrase in asked)
    for kind, count in kinds.items():
        right = count - sum(phrase.kind == kind and phrase.text in wrong for phrase in asked)
        print(f"{kind:14} {right:3} of {count:3}  {100 * right / count:5.1f}%")
    right = len(asked) - len(wrong)
    print(f"{'all':14} {right:3} of {len(asked):3}  {100 * right / len(asked):5.1f}%")
    apart = phrases(HELD_OUT)
    more = {p.text: found for p in apart if (found := faults(p, read(p.text, content)))}
    right = len(apart) - len(more)
    print(f"{'held out':14} {right:3} of {len(apart):3}  {100 * right / len(apart):5.1f}%")
    silent = [text for text in wrong | more if read(text, content).is_silent]
    print(f"misread silently: {len(silent)} of {len(asked) + len(apart)}")
    well = [p for p in (*asked, *apart) if p.text not in wrong | more]
    needless = sum(not read(p.text, content).is_silent for p in well)
    print(f"asked about though read rightly: {needless} of {len(well)}  {100 * needless / len(well):.1f}%")
    signs = [(sign, read(text, content)) for sign, text in danger_phrases()]
    reached = sum(sign in {*reading.dangers, *reading.asks} for sign, reading in signs if sign)
    harmless = [reading for sign, reading in signs if not sign]
    print(f"danger signs heard: {reached} of {len(signs) - len(harmless)}")
    print(f"harmless sentences that alarm: {sum(bool(r.dangers) for r in harmless)} of {len(harmless)}")
    within, total, missing = chart_share(asked, atlas, content)
    print(f"muscles within the first {FIRST}: {within} of {total}")
    pairs, frames = list(misread_pairs(content, options.every)), list(misread_frames(content, options.every))
    tried = len(PLACES) * (len(PLACES) - 1) * len(CONNECTORS) // options.every
    print(f"pairs misread: {len(pairs)} of about {tried}, silently {sum(p.is_silent for p in pairs)}")
    tried = len(PLACES) * len(FRAMES) // options.every
    print(f"frames misread: {len(frames)} of {tried}, silently {sum(f.is_silent for f in frames)}")
    print(f"reading one phrase: {milliseconds(content):.1f} ms")
    for line in [*missing, *(f"{text}: {'; '.join(found)}" for text, found in (wrong | more).items())][
        : options.worst
    ]:
        print(f"  {line}")
    for misread in [*pairs, *frames][: options.worst]:
        print(f"  {misread.text}: {', '.join(misread.got)}")


if __name__ == "__main__":
    main()
