"""The command line: check, show, search, find, path, review, export the data, and serve the app.

Exit codes: 0 done, 1 nothing found, 2 wrong use, faulty data, or files that are missing or cannot be written.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from triggerpoints import __version__, resources
from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.content import Content, ContentError, Muscle, load_content
from triggerpoints.content.checks.check import check
from triggerpoints.content.checks.coverage import coverage_table
from triggerpoints.content.models.tissue_depth import BUILDS
from triggerpoints.content.muscle_search import muscles_by
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reviews import (
    UnreadableSheetError,
    by_risk,
    read_sheet,
    review_state,
    with_reviews,
)
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.referral.areas import Area, AreaName, AreaSide, area_name
from triggerpoints.referral.reader import ReadArea, Reading, read
from triggerpoints.referral.record import UnreadableRecordError, from_json
from triggerpoints.referral.region_maps import numbered, region_area
from triggerpoints.referral.sentences import area_details, area_words, reason, spared_words
from triggerpoints.reports.export import Format, exported
from triggerpoints.reports.pain_page import PAPERS
from triggerpoints.reports.review_sheet import sheet_csv, sheet_pdf, sheets
from triggerpoints.reports.spreadsheet import MARK
from triggerpoints.sections.cut import PLANES
from triggerpoints.study.kinds import KINDS, ON_CARDS
from triggerpoints.study.quiz import cards
from triggerpoints.study.set import StudySet, UnreadableSetError, clean_name, fitting
from triggerpoints.study.set import from_json as set_from_file
from triggerpoints.study.set import from_text as set_from_text
from triggerpoints.study.set import to_json as set_file

if TYPE_CHECKING:
    from triggerpoints.content.models.region_map import RegionMap
    from triggerpoints.referral.search import Hit

DONE, NOTHING_FOUND, BAD_INPUT = 0, 1, 2
MADE = ("set", "worksheet", "anki")
"""Formats of `export` that are made of a set of muscles."""
GLTF = "gltf"
COVERAGE_FILE = resources.TOP / "docs" / "coverage.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without our letters shows ? instead of failing
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = _parser().parse_args(arguments)
        code = _run(options)
        print(end="", flush=True)
    except BrokenPipeError:  # the reader has enough, as in `| head`
        _forget_output()
        return DONE
    except OSError as error:  # a full disk, a folder that may not be read
        _forget_output()
        print(f"error: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        return BAD_INPUT
    return code


def _forget_output() -> None:
    """Let what is still to be printed vanish; Python would try again, and complain, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace) -> int:
    try:
        code: int = options.run(options)
    except ContentError as error:
        _print_problems([str(problem) for problem in error.problems], options.json)
    except MissingAssetError as error:
        _print_problems([str(error)], options.json)
    else:
        return code
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="triggerpoints", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON")
    shared.add_argument(
        "--data", type=Path, default=DATA_FOLDER, help="data folder (default: the one that comes with it)"
    )

    check_parser = commands.add_parser("check", parents=[shared], help="check all data and say what is wrong")
    check_parser.add_argument("--report", action="store_true", help="also write the coverage table")
    check_parser.add_argument("--report-file", type=Path, default=COVERAGE_FILE, help="where to write it")
    check_parser.set_defaults(run=_check)

    show_parser = commands.add_parser("show", parents=[shared], help="show one muscle")
    show_parser.add_argument("muscle", metavar="MUSCLE_ID")
    show_parser.set_defaults(run=_show)

    search_parser = commands.add_parser(
        "search", parents=[shared], help="muscles by name, list, nerve, root, attachment, action or number"
    )
    search_parser.add_argument(
        "query",
        nargs="+",
        metavar="WORDS",
        help="such as: rotator cuff, femoral nerve, C5, 2460, greater tubercle",
    )
    search_parser.add_argument("--limit", type=_positive, help="how many muscles to list (default: all)")
    search_parser.set_defaults(run=_search)

    find_parser = commands.add_parser("find", parents=[shared], help="muscles known to send pain to places")
    find_parser.add_argument(
        "places",
        nargs="*",
        metavar="PLACE",
        help='what hurts, in any words, such as "left hip, burning, down to the knee"',
    )
    find_parser.add_argument(
        "--areas", type=Path, metavar="FILE", help="file of painful areas saved by the page Find my pain"
    )
    find_parser.add_argument(
        "--region-map",
        metavar="MAP",
        help="take numbers of a published body map's regions, such as: choir 214",
    )
    find_parser.add_argument(
        "--side", choices=("left", "right", "both"), default="both", help="side that hurts"
    )
    find_parser.add_argument(
        "--limit", type=_positive, default=10, help="how many muscles to list (default: 10)"
    )
    find_parser.set_defaults(run=_find)

    path_parser = commands.add_parser(
        "path",
        parents=[shared],
        help="layers and hazards along the line from the skin through a trigger point",
    )
    path_parser.add_argument("muscle", metavar="MUSCLE_ID")
    path_parser.add_argument("--point", type=_positive, default=1, help="number of the point (default: 1)")
    path_parser.add_argument(
        "--angle", type=float, default=0.0, help="degrees off the right angle to the skin (default: 0)"
    )
    path_parser.add_argument(
        "--plane", choices=PLANES, help="plane of the line (default: the one that shows it best)"
    )
    path_parser.add_argument("--side", choices=("right", "left"), default="right", help="side of the body")
    path_parser.add_argument(
        "--build", choices=BUILDS, default="average", help="assumed skin and fat (default: average)"
    )
    path_parser.set_defaults(run=_path)

    export_parser = commands.add_parser(
        "export", parents=[shared], help="write the data, a set, a worksheet or a deck for other programs"
    )
    export_parser.add_argument(
        "out", nargs="?", type=Path, metavar="OUT", help="file to write (default: print)"
    )
    export_parser.add_argument("--out", dest="out_file", type=Path, metavar="FILE", help="the same as OUT")
    export_parser.add_argument(
        "--format",
        choices=(*get_args(Format), *MADE, GLTF),
        default="json",
        help="what to write (default: json)",
    )
    export_parser.add_argument(
        "--set",
        dest="study_set",
        metavar="FILE",
        help="file or link text of a set, for set, worksheet and anki",
    )
    export_parser.add_argument(
        "--muscles", metavar="WORDS", help='muscles instead of a set, as in search: "rotator cuff", "C5"'
    )
    export_parser.add_argument(
        "--paper", choices=tuple(PAPERS), default="A4", help="of a worksheet (default: A4)"
    )
    export_parser.add_argument(
        "--region-map",
        metavar="MAP",
        help="instead: the first muscles for each region of a body map (choir), as CSV",
    )
    export_parser.set_defaults(run=_export)

    review_parser = commands.add_parser(
        "review", parents=[shared], help="make a sheet for a clinician to review, or take in a filled one"
    )
    review_parser.add_argument(
        "what", nargs="+", metavar="SHEET.pdf | import FILE.csv", help="the sheet to make; or a filled table"
    )
    review_parser.add_argument(
        "--muscle",
        action="append",
        default=[],
        metavar="MUSCLE_ID",
        help="muscle to review, may be repeated (default: the next one by risk that nobody has reviewed)",
    )
    review_parser.add_argument("--paper", choices=tuple(PAPERS), default="A4", help="default: A4")
    review_parser.set_defaults(run=_review)

    serve_parser = commands.add_parser("serve", help="start the whole app in the browser")
    serve_parser.add_argument("--port", type=_positive, default=8501, help="default: 8501")
    serve_parser.add_argument(
        "--address", default="127.0.0.1", help="0.0.0.0 lets a whole class open it (default: 127.0.0.1)"
    )
    serve_parser.set_defaults(run=_serve, json=False)
    return parser


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return number


def _check(options: argparse.Namespace) -> int:
    report = check(options.data)
    if options.report:
        try:
            table = coverage_table(load_content(options.data))
        except ContentError:
            pass  # its problems are in the report already
        else:
            if not _written(options.report_file, table, options.json):
                return BAD_INPUT
    if options.json:
        problems = [{**asdict(problem), "message": str(problem)} for problem in report.problems]
        _print_json({"counts": dict(report.counts), "ok": not report.errors, "problems": problems})
    else:
        for problem in report.problems:
            print(f"{problem.level}: {problem}", file=sys.stderr)
        print(", ".join(f"{number} {name}" for name, number in report.counts.items()))
        warnings = len(report.problems) - len(report.errors)
        print(f"{len(report.errors)} errors, {warnings} warnings")
    return BAD_INPUT if report.errors else DONE


def _show(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    muscle = content.muscles.get(options.muscle)
    if muscle is None:
        return _no_muscle(options.muscle, content, options.json)
    if options.json:
        _print_json(muscle.model_dump(mode="json"))
    else:
        print(_muscle_text(muscle, content))
    return DONE


def _search(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    query = " ".join(options.query)
    found = muscles_by(query, content, options.limit)
    if not found:
        return _nothing_found(f"No muscle is found by '{query}'.", [], options.json)
    if options.json:
        _print_json({"query": query, "muscles": [asdict(hit) for hit in found]})
    else:
        width = max(len(hit.id) for hit in found)
        print("\n".join(f"{hit.id:{width}}  {hit.reason}" for hit in found))
    return DONE


def _path(options: argparse.Namespace) -> int:
    from triggerpoints.sections.path import trace
    from triggerpoints.sections.report import assumed_cover, path_data, path_text

    content = load_content(options.data)
    muscle = content.muscles.get(options.muscle)
    if muscle is None:
        return _no_muscle(options.muscle, content, options.json)
    points = muscle.trigger_points
    if options.point > len(points):
        message = f"{muscle.names.en} has {len(points)} trigger point{'s' if len(points) > 1 else ''}."
        return _nothing_found(message, [], options.json)
    x, y, z = points[options.point - 1].position_mm
    try:
        path = trace(
            load_atlas(),
            (-x if options.side == "left" else x, y, z),
            muscle.id,
            plane=options.plane,
            angle_deg=options.angle,
            cover=assumed_cover(content, muscle.id, options.build),
        )
    except ValueError as error:
        _print_problems([str(error)], options.json)
        return BAD_INPUT
    if options.json:
        _print_json(
            {"point": points[options.point - 1].id, "build": options.build, **path_data(content, path)}
        )
    else:
        print(path_text(content, path))
    return DONE


def _export(options: argparse.Namespace) -> int:
    out: Path | None = options.out_file or options.out
    content = load_content(options.data)
    if options.region_map is None and options.format in MADE:
        return _export_made(options, content, out)
    if options.region_map is None and options.format == GLTF:
        from triggerpoints.atlas.solids import load_solids  # other commands need no surfaces
        from triggerpoints.reports.gltf import gltf_bytes

        made: str | bytes = gltf_bytes(load_solids())
    elif options.region_map is None:
        made = exported(content, options.format)
    elif options.region_map in content.region_maps:
        from triggerpoints.reports.region_table import region_table  # other commands need no matrices

        made = region_table(content.region_maps[options.region_map], load_atlas(), content)
    else:
        return _no_region_map(options.region_map, content, options.json)
    if out is not None:
        return DONE if _written(out, made, options.json) else BAD_INPUT
    if isinstance(made, bytes):
        return _needs_file(options)
    sys.stdout.write(made if _has_all_letters() else made.removeprefix(MARK))
    return DONE


def _needs_file(options: argparse.Namespace) -> int:
    asked = f"--format {options.format}"
    said = f"The format {options.format} cannot be printed. Name a file, such as: export {asked} FILE"
    _print_problems([said], options.json, head="A file is missing.")
    return BAD_INPUT


def _export_made(options: argparse.Namespace, content: Content, out: Path | None) -> int:
    """Write what is made of a set: its file, a worksheet with its answers, a deck."""
    try:
        study_set = _study_set(options, content)
    except (OSError, UnreadableSetError, UnicodeDecodeError) as error:
        _print_problems([str(error)], options.json, head="The set cannot be used.")
        return BAD_INPUT
    if not study_set.muscles:
        return _nothing_found(
            "The set holds no muscle. Give --set FILE or --muscles WORDS.", [], options.json
        )
    if out is None:
        if options.format != "set":
            return _needs_file(options)
        sys.stdout.write(set_file(study_set))
        return DONE
    try:
        files = _made_files(options, content, study_set, out)
    except ValueError as error:
        return _nothing_found(str(error), [], options.json)
    return DONE if all(_written(path, made, options.json) for path, made in files.items()) else BAD_INPUT


def _made_files(
    options: argparse.Namespace, content: Content, study_set: StudySet, out: Path
) -> dict[Path, str | bytes]:
    """What is written where; a worksheet's answers lie beside it."""
    if options.format == "set":
        return {out: set_file(study_set)}
    from triggerpoints.reports import deck, worksheet_pages  # here: the other commands need no pictures
    from triggerpoints.reports.worksheet import worksheet

    atlas = load_atlas()
    if options.format == "anki":
        asked = cards(
            content, (), study_set.kinds or ON_CARDS, asked_on_map(atlas, content), study_set.muscles
        )
        asked = tuple(card for card in asked if card.kind in ON_CARDS)
        return {out: deck.deck_apkg(atlas, content, asked, title=study_set.name)}
    sheet = worksheet(atlas, content, study_set)
    answers = out.with_name(f"{out.stem}-answers{out.suffix}")
    return {
        out: worksheet_pages.student_pdf(atlas, content, sheet, paper=options.paper),
        answers: worksheet_pages.answers_pdf(atlas, content, sheet, paper=options.paper),
    }


def _study_set(options: argparse.Namespace, content: Content) -> StudySet:
    if options.study_set is None:
        words = options.muscles or ""
        return StudySet(clean_name(words), tuple(hit.id for hit in muscles_by(words, content)))
    path = Path(options.study_set)
    read_set = (
        set_from_file(path.read_bytes()) if path.suffix == ".json" else set_from_text(options.study_set)
    )
    known, problems = fitting(read_set, content.muscles, KINDS)
    for problem in problems:
        print(f"warning: {problem}", file=sys.stderr)
    return known


def _review(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    if options.what[0] == "import" and len(options.what) == 2:
        return _import_reviews(Path(options.what[1]), content, options)
    if len(options.what) != 1:
        _print_problems(["Name one sheet, such as sheet.pdf, or write: import FILE.csv"], options.json)
        return BAD_INPUT
    pdf = Path(options.what[0])
    if pdf.suffix != ".pdf":
        _print_problems([f"The sheet is '{pdf}'; name it with .pdf at its end."], options.json)
        return BAD_INPUT
    for muscle in options.muscle:
        if muscle not in content.muscles:
            return _no_muscle(muscle, content, options.json)
    waiting = [id_ for id_ in by_risk(content) if not review_state(content, "muscles", id_).holds]
    made = sheets(content, options.muscle or waiting[:1])
    pdf.write_bytes(sheet_pdf(made, paper=options.paper))
    table = pdf.with_suffix(".csv")
    if not _written(table, sheet_csv(made), options.json):
        return BAD_INPUT
    facts = {"pdf": str(pdf), "csv": str(table), "records": [sheet.record for sheet in made]}
    if options.json:
        _print_json(facts)
    else:
        print(f"{pdf} and {table}: {', '.join(facts['records'])}")
        print(f"{len(content.muscles) - len(waiting)} of {len(content.muscles)} muscles are reviewed.")
    return DONE


def _import_reviews(filled: Path, content: Content, options: argparse.Namespace) -> int:
    try:
        new = read_sheet(filled.read_text(encoding="utf-8-sig"), content)
    except (UnreadableSheetError, UnicodeDecodeError) as error:
        _print_problems([f"{filled}: {error}"], options.json)
        return BAD_INPUT
    kept = options.data / "reviews.yml"
    if not _written(kept, with_reviews(kept.read_text(encoding="utf-8"), new), options.json):
        return BAD_INPUT
    said = [f"{review.record}: {review.verdict}, {review.reviewer}, {review.date}" for review in new]
    if options.json:
        _print_json({"reviews": [review.model_dump(mode="json") for review in new]})
    else:
        print("\n".join(said))
    return DONE


def _serve(options: argparse.Namespace) -> NoReturn:
    from triggerpoints.ui.server.start import start  # nothing else here needs Streamlit

    start(options.port, options.address)


def _written(path: Path, made: str | bytes, as_json: bool) -> bool:
    """Write a file; false, with a sentence, when that cannot be done."""
    try:
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    except OSError as error:
        said = f"{path} cannot be written: {error.strerror or error}. Name another file."
        _print_problems([said], as_json, head="The file cannot be written.")
        return False
    return True


def _find(options: argparse.Namespace) -> int:
    from triggerpoints.referral.search import find  # here: the other commands need no matrices

    if not options.places and options.areas is None:
        print("Name at least one place that hurts, or give a file with --areas.", file=sys.stderr)
        raise SystemExit(BAD_INPUT)
    content, atlas = load_content(options.data), load_atlas()
    areas: list[Area] = []
    if options.areas is not None:
        try:
            areas.extend(from_json(options.areas.read_bytes(), atlas, content).areas)
        except (OSError, UnreadableRecordError) as error:
            message = f"{options.areas} cannot be read: {getattr(error, 'strerror', None) or error}"
            _print_problems([message], options.json)
            return BAD_INPUT
    if options.region_map is None:
        readings = [read(text, content) for text in options.places]
    elif options.region_map not in content.region_maps:
        return _no_region_map(options.region_map, content, options.json)
    else:
        of_map = content.region_maps[options.region_map]
        try:
            readings = [_read_region(of_map, number) for number in options.places]
        except KeyError as error:
            numbers = [number for number, _, _ in numbered(of_map)]
            said = f"The {of_map.name} has no region '{error.args[0]}'; it has {', '.join(numbers)}."
            _print_problems([said], options.json, head="The region is not known.")
            return BAD_INPUT
    for reading in readings:
        areas.extend(_with_side(found, options.side).area for found in reading.areas)
    areas = list(dict.fromkeys(areas))
    names_of = [area_name(atlas, content, area) for area in areas]
    hits = find(areas, atlas, content, options.limit) if areas else []
    if options.json:
        _print_json(_find_data(readings, areas, names_of, hits, options.side, content))
    else:
        _print_find(readings, areas, names_of, hits, content)
    return DONE if areas or any(reading.dangers for reading in readings) else NOTHING_FOUND


def _read_region(of_map: RegionMap, number: str) -> Reading:
    """A region of a body map as if its place had been said."""
    area = region_area(of_map, number)
    return Reading(number, (ReadArea(area.places, area.side, "said", spans=((0, len(number)),)),))


def _no_region_map(name: str, content: Content, as_json: bool) -> int:
    said = f"There is no body map '{name}'; there is: {', '.join(content.region_maps)}."
    _print_problems([said], as_json, head="The body map is not known.")
    return BAD_INPUT


def _with_side(found: ReadArea, side: AreaSide) -> ReadArea:
    """The area on the side of the option, where the words say none."""
    return replace(found, side=side) if found.side_from == "unsaid" else found


def _print_find(
    readings: Sequence[Reading],
    areas: Sequence[Area],
    names: Sequence[AreaName],
    hits: Sequence[Hit],
    content: Content,
) -> None:
    for flag in dict.fromkeys(flag for reading in readings for flag in (*reading.dangers, *reading.asks)):
        record = content.red_flags[flag]
        print(f"First: {record.question} If so: {record.advice}")
    if areas:
        said = [
            _area_text(name, content) + (f" ({details})" if (details := _details(area, content)) else "")
            for area, name in zip(areas, names, strict=True)
        ]
        print("Places: " + "; ".join(said))
    for reading in readings:
        for unread in reading.unread:
            close = [content.places[place].name for place in unread.nearest]
            hint = f" Did you mean: {', '.join(close)}?" if close else ""
            print(f"Not read: '{unread.text}'.{hint}", file=sys.stderr)
        for choice in reading.choices:
            options = [content.places[place].name for place in choice.options]
            print(f"'{choice.text}' may mean: {', '.join(options)}. Taken: {options[0]}.", file=sys.stderr)
        if not (reading.areas or reading.unread or reading.dangers):
            print(f"No place was found in '{reading.text}'.", file=sys.stderr)
    for rank, hit in enumerate(hits, start=1):
        muscle = content.muscles[hit.muscle]
        side = "" if hit.side == "both" else f", {hit.side}"
        print(f"{rank:3}. {muscle.names.en}{side}, point {hit.point} [{hit.kind}, score {hit.score:.0f}]")
        print(f"     {reason(hit, names, content)}")
    if areas and not hits:
        print("No muscle of the data is known to send pain there.", file=sys.stderr)


def _find_data(
    readings: Sequence[Reading],
    areas: Sequence[Area],
    names: Sequence[AreaName],
    hits: Sequence[Hit],
    side: AreaSide,
    content: Content,
) -> dict[str, Any]:
    def place_data(ids: Sequence[str]) -> list[dict[str, str]]:
        return [{"id": place, "name": content.places[place].name} for place in ids]

    return {
        "read": [
            {
                "place": found.places[0],
                "places": list(found.places),
                "name": content.places[found.places[0]].name,
                "along": list(found.along),
                "without": list(found.without),
                "side": found.side,
                "side_from": found.side_from,
                "quality": list(found.qualities),
                "circumstance": list(found.circumstances),
                "text": [reading.text[start:end] for start, end in found.spans],
            }
            for reading in readings
            for found in (_with_side(area, side) for area in reading.areas)
        ],
        "unread": [
            {"text": unread.text, "span": list(unread.span), "nearest": place_data(unread.nearest)}
            for reading in readings
            for unread in reading.unread
        ],
        "choices": [
            {"text": choice.text, "span": list(choice.span), "options": place_data(choice.options)}
            for reading in readings
            for choice in reading.choices
        ],
        "dangers": [
            {"id": flag, "level": content.red_flags[flag].level, "question": content.red_flags[flag].question}
            for flag in dict.fromkeys(
                flag for reading in readings for flag in (*reading.dangers, *reading.asks)
            )
        ],
        "hits": [_hit_data(hit, areas, names, content) for hit in hits],
    }


def _details(area: Area, content: Content) -> str:
    return ", ".join(said for said in (spared_words(area, content), area_details(area)) if said)


def _area_text(name: AreaName, content: Content) -> str:
    return area_words(name, content).replace(", your ", ", ").removesuffix(", both sides")


def _hit_data(hit: Hit, areas: Sequence[Area], names: Sequence[AreaName], content: Content) -> dict[str, Any]:
    data = asdict(hit)
    for match in data["matches"]:
        match["place"] = areas[match["area"]].place
        match["places"] = list(areas[match["area"]].places)
    return {
        "name": content.muscles[hit.muscle].names.en,
        **data,
        "reason": reason(hit, names, content),
    }


def _muscle_text(muscle: Muscle, content: Content) -> str:
    def names(places: Sequence[str]) -> str:
        return "; ".join(content.places[place].name.lower() for place in places) or "none"

    anatomy = muscle.anatomy
    lines = [
        f"{muscle.names.en} ({muscle.names.la})",
        muscle.overview.plain,
        "",
        f"From: {anatomy.proximal_attachment}",
        f"To: {anatomy.distal_attachment}",
        f"Does: {anatomy.action}",
        f"Nerve: {anatomy.nerve}" + (f" ({', '.join(anatomy.roots)})" if anatomy.roots else ""),
    ]
    for point in muscle.trigger_points:
        lines += ["", f"Point {point.id}: {point.where.plain}"]
        if point.phenomenon:
            lines.append(f"  Causes no pain: {point.phenomenon}")
        else:
            lines.append(f"  Essential: {names(point.zones.essential)}")
            lines.append(f"  Spillover: {names(point.zones.spillover)}")
        note = f": {point.zones.note}" if point.zones.note else ""
        lines.append(f"  Pattern {point.zones.certainty}{note}")
        lines.append(f"  Sources: {', '.join(point.sources) or 'none'} ({point.status})")
    lines += ["", f"Needling depth: {muscle.needle_depth.depth_class}. {muscle.needle_depth.plain}"]
    reviewed = review_state(content, "muscles", muscle.id).said
    lines += ["", f"{reviewed}. Information only, not a diagnosis."]
    return "\n".join(lines)


def _no_muscle(id_: str, content: Content, as_json: bool) -> int:
    close = difflib.get_close_matches(id_, content.muscles, n=3)
    close += [found.id for found in muscles_by(id_, content, limit=3)]
    return _nothing_found(f"There is no muscle '{id_}'.", list(dict.fromkeys(close))[:3], as_json)


def _nothing_found(message: str, close: list[str], as_json: bool) -> int:
    if as_json:
        _print_json({"error": message, "did_you_mean": close})
    else:
        print(f"{message} Did you mean: {', '.join(close)}?" if close else message, file=sys.stderr)
    return NOTHING_FOUND


def _print_problems(problems: list[str], as_json: bool, *, head: str = "The data cannot be used.") -> None:
    if as_json:
        _print_json({"error": head, "problems": problems})
    for problem in () if as_json else problems:
        print(f"error: {problem}", file=sys.stderr)


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=not _has_all_letters(), indent=2))


def _has_all_letters() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")
