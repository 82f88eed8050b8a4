"""Checks across records and files: links, sides, positions, assets and reading grade."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from triggerpoints import atlas as body
from triggerpoints.atlas import LabelVolume
from triggerpoints.atlas.files import ASSETS
from triggerpoints.atlas.integrity import damaged
from triggerpoints.content.checks.care import check_care
from triggerpoints.content.checks.marks import Marked, marked_texts
from triggerpoints.content.checks.readability import count_words, reading_grade
from triggerpoints.content.checks.safety import check_safety
from triggerpoints.content.checks.sourcing import check_sourcing
from triggerpoints.content.checks.wording import check_wording
from triggerpoints.content.models.base import ForPatients, Ref
from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.place import Place
from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.files import DATA_FOLDER, FILES, ContentFile
from triggerpoints.content.reading.loader import ReadResult, read_content
from triggerpoints.content.reading.yaml_text import Path as DataPath
from triggerpoints.content.reviews import REVIEWED_PARTS, content_hash

MAX_GRADE = 8.0
LONG_TEXT_WORDS = 30
REBUILD = "build the assets again (docs/development.md)"
MAX_OUTSIDE_MM = 3.0
MIDLINE_TOLERANCE_MM = 10.0


@dataclass(frozen=True)
class CheckReport:
    """What a check found.

    Attributes
    ----------
    counts : Mapping of str to int
        How many muscles, points, zones, places, techniques, conditions and sources there are.
    problems : tuple of Problem
        Errors first.
    """

    counts: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def check(folder: Path = DATA_FOLDER, assets: Path | None = None) -> CheckReport:
    """Check all data and that the atlas fits it.

    Parameters
    ----------
    folder : Path
        The data folder.
    assets : Path, optional
        The atlas's folder; by default the one of the repository.
    """
    read = read_content(folder)
    problems = [*read.problems, *check_records(read)]
    if not read.damaged:
        problems.extend(_check_atlas(read, assets))
    unique = list(dict.fromkeys(problems))
    unique.sort(key=lambda problem: (problem.level, problem.file, problem.line or 0))
    return CheckReport(MappingProxyType(count(read.parts)), tuple(unique))


def check_records(read: ReadResult, files: Iterable[ContentFile] | None = None) -> Iterator[Problem]:
    """Problems between records of the files (all by default), leaving the atlas out."""
    cited: set[str] = set()
    files = tuple(FILES if files is None else files)
    damaged = {file.field: file.name for file in files if file.name in read.damaged}
    unknown: Counter[str] = Counter()
    for file in files:
        for name, path, record in _records(file, read.parts[file.field]):
            at = _Spot(read, file.name, name, path)
            texts = list(marked_texts(record, file.model))
            cited.update(text.text for text in texts if text.mark == Ref("sources"))
            unknown.update(damaged[_target(t)] for t in texts if _is_unknown(t, read, damaged))
            yield from _check_links([t for t in texts if not _is_unknown(t, read, damaged)], at)
            yield from _check_reading(texts, at)
            if isinstance(record, Place):
                yield from _check_place(record, at)
    if damaged:  # the rest follows from what could not be read
        yield from _left_out(sorted(read.damaged), unknown)
        return
    yield from check_care(read)
    yield from check_safety(read)
    yield from check_sourcing(read)
    yield from check_wording(read)
    yield from _check_reviews(read)
    yield from _check_lists(read)
    for key in read.parts["sources"]:
        if key not in cited:
            line = read.line("sources.yml", (key,))
            yield Problem(
                "sources.yml", line, key, "no record cites this source", "cite it or remove it", "warning"
            )


def _is_unknown(text: Marked, read: ReadResult, damaged: Mapping[str, str]) -> bool:
    """Whether a text names a record that may stand in what could not be read."""
    target = _target(text)
    return target in damaged and text.text not in read.parts[target]


def _target(text: Marked) -> str:
    return text.mark.target if isinstance(text.mark, Ref) else ""


def _left_out(files: Iterable[str], unknown: Mapping[str, int]) -> Iterator[Problem]:
    """One line for each damaged file instead of all that follows from it."""
    for name in files:
        links = unknown.get(name, 0)
        said = (
            f"{links:,} link{'' if links == 1 else 's'} into what could not be read of it, and "
            if links
            else ""
        )
        problem = f"{said}the checks between its records and others were left out"
        yield Problem(name, None, "", problem, "mend the errors of this file first", "warning")


def _check_reviews(read: ReadResult) -> Iterator[Problem]:
    """Reviews of records that are not there, and those of records that have changed since."""
    for index, review in enumerate((read.parts.get("reviews") or {}).values()):
        line = read.line("reviews.yml", ("reviews", index))
        record = (read.parts.get(review.part) or {}).get(review.record)
        if review.part not in REVIEWED_PARTS or record is None:
            problem = f"there is no record '{review.record}' in '{review.part}'"
            yield Problem("reviews.yml", line, review.id, problem, "name the record's new id, or take it out")
        elif review.content_hash != content_hash(record):
            problem = f"'{review.record}' has changed since this review"
            yield Problem("reviews.yml", line, review.id, problem, "have it reviewed again", "warning")


def _check_lists(read: ReadResult) -> Iterator[Problem]:
    """Names that would find two lists of muscles."""
    known: dict[str, str] = {}
    for index, listed in enumerate((read.parts.get("lists") or {}).values()):
        for name in filter(None, (listed.name, listed.la, *listed.synonyms)):
            other = known.setdefault(name.casefold(), listed.id)
            if other != listed.id:
                line = read.line("lists.yml", ("lists", index))
                problem = f"the name '{name}' means the list '{other}' too"
                yield Problem("lists.yml", line, listed.id, problem, "leave it to one of the two")


def count(parts: Mapping[str, Any]) -> dict[str, int]:
    """How many records of each kind there are."""
    points = [point for muscle in parts["muscles"].values() for point in muscle.trigger_points]
    return {
        "muscles": len(parts["muscles"]),
        "points": len(points),
        "zones": sum(len(point.zones.essential) + len(point.zones.spillover) for point in points),
        "places": len(parts["places"]),
        "techniques": len(parts.get("techniques") or ()),
        "conditions": len(parts.get("conditions") or ()),
        "sources": len(parts["sources"]),
    }


@dataclass(frozen=True)
class _Spot:
    """Where a record stands, to say it in problems."""

    read: ReadResult
    file: str
    record: str
    path: DataPath

    def problem(self, path: DataPath, problem: str, fix: str, level: str = "error") -> Problem:
        line = self.read.line(self.file, (*self.path, *path))
        return Problem(self.file, line, self.record, problem, fix, level)  # type: ignore[arg-type]


def _records(file: ContentFile, part: Any) -> Iterator[tuple[str, DataPath, Any]]:
    top: DataPath = (file.key,) if file.key else ()
    if file.shape == "single":
        if part is not None:
            yield "", top, part
        return
    for index, (name, record) in enumerate(part.items()):
        yield name, (*top, name if file.shape == "mapping" else index), record


def _check_links(texts: list[Marked], at: _Spot) -> Iterator[Problem]:
    for marked in texts:
        if not isinstance(marked.mark, Ref):
            continue
        target = at.read.parts.get(marked.mark.target)
        if target is None or marked.text in target:
            continue
        kind = marked.mark.target.rstrip("s")
        close = difflib.get_close_matches(marked.text, target, n=1, cutoff=0.75)
        fix = f"perhaps you mean '{close[0]}'" if close else f"add the {kind} to the data or correct the id"
        yield at.problem(marked.path, f"there is no {kind} '{marked.text}'", fix)


def _check_reading(texts: list[Marked], at: _Spot) -> Iterator[Problem]:
    patient_texts = [marked for marked in texts if isinstance(marked.mark, ForPatients)]
    if not patient_texts:
        return
    fix = "use shorter sentences and everyday words"
    grade = reading_grade(marked.text for marked in patient_texts)
    if grade > MAX_GRADE:
        yield at.problem(
            (), f"its texts for patients have reading grade {grade:.1f}, above {MAX_GRADE:.0f}", fix
        )
    for marked in patient_texts:
        grade = reading_grade([marked.text])
        if count_words(marked.text) > LONG_TEXT_WORDS and grade > MAX_GRADE:
            name = ".".join(str(step) for step in marked.path if isinstance(step, str))
            yield at.problem(
                marked.path, f"the text {name} has reading grade {grade:.1f}, above {MAX_GRADE:.0f}", fix
            )


def _check_place(place: Place, at: _Spot) -> Iterator[Problem]:
    geometry = place.geometry
    if geometry is None:
        yield at.problem((), "the place has no geometry", "add a disc, a stroke or a set of places")
        return
    places = at.read.parts["places"]
    for index, member in enumerate(place.members):
        if member in places and places[member].members:
            fix = f"name the places of '{member}' instead"
            yield at.problem(("geometry", "of", index), f"the set holds another set, '{member}'", fix)
    path: DataPath = ("geometry", "disc", "at_mm") if geometry.disc else ("geometry", "stroke", "path_mm")
    points = (
        [geometry.disc.at_mm] if geometry.disc else list(geometry.stroke.path_mm) if geometry.stroke else []
    )
    across = [point[0] for point in points]
    if not across:
        return
    if place.side == "paired" and max(across) > MIDLINE_TOLERANCE_MM:
        yield at.problem(
            path, "a paired place reaches over to the left side", "draw it on the right side (x below 0)"
        )
    if (
        place.side == "midline"
        and not min(across) - MIDLINE_TOLERANCE_MM <= 0 <= max(across) + MIDLINE_TOLERANCE_MM
    ):
        yield at.problem(
            path, "a midline place does not touch the midline", "move it to x = 0 or make it paired"
        )


def _check_atlas(read: ReadResult, folder: Path | None) -> Iterator[Problem]:
    """Missing assets, and trigger points outside their muscle."""
    restore = "get the file again, or after a build run python -m tools.bodymaps.digests"
    broken = [
        Problem(f"assets/bodymaps/{name}", None, "", problem, restore)
        for name, problem in damaged(folder or ASSETS)
    ]
    if broken:
        yield from broken
        return
    try:
        atlas = body.load_atlas() if folder is None else body.load_atlas(folder)
    except (OSError, ValueError) as error:
        yield Problem("assets", None, "", f"the atlas cannot be read ({_first_line(error)})", REBUILD)
        return
    for index, muscle in enumerate(read.parts["muscles"].values()):
        if muscle.id not in atlas.muscles:
            line = read.line("trigger_points.yml", ("muscles", index))
            yield Problem("trigger_points.yml", line, muscle.id, "the atlas has no such muscle", REBUILD)
    try:
        known = set(atlas.places.ids)
        volume = atlas.volume
    except OSError as error:
        yield Problem("assets", None, "", f"the atlas is not complete ({_first_line(error)})", REBUILD)
        return
    for index, place in enumerate(read.parts["places"].values()):
        if place.id not in known:
            line = read.line("places.yml", ("places", index))
            yield Problem("places.yml", line, place.id, "the atlas has no such place", REBUILD)
    for index, muscle in enumerate(read.parts["muscles"].values()):
        at = _Spot(read, "trigger_points.yml", muscle.id, ("muscles", index))
        yield from _check_positions(muscle, volume, at)


def _check_positions(muscle: Muscle, volume: LabelVolume, at: _Spot) -> Iterator[Problem]:
    label = volume.label_of(muscle.id)
    if label is None:
        problem = "the label volume has no such muscle, so its points cannot be checked"
        yield at.problem((), problem, REBUILD, "warning")
        return
    for index, point in enumerate(muscle.trigger_points):
        if volume.distance_to_mm(np.array(point.position_mm), {label}, MAX_OUTSIDE_MM) is None:
            path: DataPath = ("trigger_points", index, "position_mm")
            problem = f"the point '{point.id}' lies more than {MAX_OUTSIDE_MM:.0f} mm outside its muscle"
            yield at.problem(path, problem, "move it inside (python -m tools.bodymaps.probe helps)")


def _first_line(error: BaseException) -> str:
    return str(error).split(". ")[0].splitlines()[0] if str(error) else type(error).__name__
